using System.Data.Common;
using Pressrun.Seams;
using Pressrun.Sql.Dialects;

namespace Pressrun.Sql;

/// <summary>Turns what database and disk throw into what people can act on: place, cause, next step.</summary>
/// <param name="folder">The store's folder, absolute; messages show its last two names.</param>
/// <param name="dialect">Knows what an error of the database means.</param>
/// <param name="isBare">Whether a message is the cause alone, for whoever lists several.</param>
internal sealed class StoreErrors(string folder, Dialect dialect, bool isBare = false)
{
    private readonly string _above = Path.GetDirectoryName(Path.GetDirectoryName(folder)) is { } above
        ? Path.TrimEndingDirectorySeparator(above) + Path.DirectorySeparatorChar
        : folder;

    /// <summary>
    /// Does the work; whatever database or disk throw becomes a <see cref="StoreException"/>, and so does what reading
    /// a value throws that was never written: a damaged page may still be a page.
    /// </summary>
    public T Guard<T>(Func<T> work)
    {
        try
        {
            return GuardWriting(work);
        }
        catch (Exception error) when (IsUnbelievable(error))
        {
            throw Of(StoreFault.Damaged, "a row of the database holds a value that was never written there", error);
        }
    }

    /// <summary>The same for work without a result.</summary>
    public void Guard(Action work) => Guard(() =>
    {
        work();
        return true;
    });

    /// <summary>
    /// The same for work that only writes: what else it throws is a mistake of its caller, not of the disk.
    /// </summary>
    public T GuardWriting<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DbException error)
        {
            throw Of(dialect.Classify(error), error.Message, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Of(IsFull(error) ? StoreFault.Full : StoreFault.Unusable, error.Message, error);
        }
    }

    /// <summary>
    /// Whether reading a row throws this: for a value that is missing, of another kind, outside its range, or there
    /// twice.
    /// </summary>
    public static bool IsUnbelievable(Exception error) =>
        error is InvalidCastException or FormatException or OverflowException or KeyNotFoundException
            // A key that comes twice, which an index in order would not give.
            or (ArgumentException and not ArgumentNullException)
        // Of the driver, for NULL. Not what is derived from it, such as a store that was closed.
        || error.GetType() == typeof(InvalidOperationException);

    /// <summary>The message of a fault that comes without more knowledge than its cause.</summary>
    public StoreException Of(StoreFault fault, string cause, Exception? inner = null)
    {
        var (what, next) = fault switch
        {
            StoreFault.Full => ("no space is left", "Nothing of this step was written; free space there and go on."),
            StoreFault.Busy => ("another program holds the database",
                "Try again; if that does not help, end what has it open."),
            StoreFault.Damaged => ("the store is damaged", "Run `pressrun doctor`, or go back to a copy."),
            _ => ("the store cannot be used",
                "Look whether the folder is there, lies on a local disk and may be written by you."),
        };
        return new(
            fault, Shorten(isBare ? cause : $"{folder}: {what} ({cause.TrimEnd('.', ' ')}). {next}"), inner);
    }

    /// <summary>A fault whose message is complete but for the place.</summary>
    public StoreException Say(StoreFault fault, string message) =>
        new(fault, Shorten(isBare ? message : $"{folder}: {message}"));

    // Where all of it lies on this machine helps nobody who reads the message elsewhere.
    private string Shorten(string message) => message.Replace(_above, "", StringComparison.Ordinal);

    // ENOSPC everywhere; EDQUOT on Linux and macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static bool IsFull(Exception error) => error.HResult is 28
        || (error.HResult is 122 && OperatingSystem.IsLinux())
        || (error.HResult is 69 && OperatingSystem.IsMacOS())
        || error.HResult == unchecked((int)0x80070070) || error.HResult == unchecked((int)0x80070027);
}
