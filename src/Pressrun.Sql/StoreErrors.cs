using System.Data.Common;
using Pressrun.Seams;
using Pressrun.Sql.Dialects;

namespace Pressrun.Sql;

/// <summary>Turns what database and disk throw into what people can act on: place, cause, next step.</summary>
/// <param name="folder">The store's folder, absolute; messages show its last two names.</param>
/// <param name="dialect">Knows what an error of the database means.</param>
internal sealed class StoreErrors(string folder, Dialect dialect)
{
    private readonly string _above = Path.GetDirectoryName(Path.GetDirectoryName(folder)) is { } above
        ? Path.TrimEndingDirectorySeparator(above) + Path.DirectorySeparatorChar
        : folder;

    /// <summary>Does the work; whatever database or disk throw becomes a <see cref="StoreException"/>.</summary>
    public T Guard<T>(Func<T> work)
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
        return new(fault, Shorten($"{folder}: {what} ({cause.TrimEnd('.', ' ')}). {next}"), inner);
    }

    /// <summary>A fault whose message is complete but for the place.</summary>
    public StoreException Say(StoreFault fault, string message) => new(fault, Shorten($"{folder}: {message}"));

    // Where all of it lies on this machine helps nobody who reads the message elsewhere.
    private string Shorten(string message) => message.Replace(_above, "", StringComparison.Ordinal);

    // ENOSPC everywhere; EDQUOT on Linux and macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static bool IsFull(Exception error) => error.HResult is 28
        || (error.HResult is 122 && OperatingSystem.IsLinux())
        || (error.HResult is 69 && OperatingSystem.IsMacOS())
        || error.HResult == unchecked((int)0x80070070) || error.HResult == unchecked((int)0x80070027);
}
