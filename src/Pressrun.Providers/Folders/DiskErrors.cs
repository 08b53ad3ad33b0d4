using Pressrun.Model;

namespace Pressrun.Providers.Folders;

/// <summary>Turns what a disk throws into an outcome: a full disk may pass, most else waits for a person.</summary>
internal static class DiskErrors
{
    /// <summary>Whether the exception is the disk's and not a mistake of the program.</summary>
    public static bool Are(Exception error) => error is IOException or UnauthorizedAccessException;

    /// <summary>The outcome, whose cause names the relative path and the next step.</summary>
    public static Outcome.Failed Of(string path, Exception error)
    {
        var (failure, cause) = error switch
        {
            _ when IsFull(error) => (Failure.Transient, "no space is left on the disk of the folder; free some"),
            _ when IsBusy(error) =>
                (Failure.Transient, "another program has the file open; close it there, or wait until it is done"),
            _ when IsReadOnly(error) => (Failure.Permanent,
                "the folder lies on a disk that can only be read; choose another folder or make the disk writable"),
            UnauthorizedAccessException => (Failure.Permanent,
                "it may not be written by you; give yourself the right to write there, or choose another folder"),
            PathTooLongException =>
                (Failure.Permanent, "the path is too long for this disk; shorten its names or choose another folder"),
            _ => (Failure.Permanent,
                "the disk did not take it; look whether the folder is there, is whole and may be written by you"),
        };
        return Fail(failure, path, cause);
    }

    /// <summary>A failure in the form all messages of the folder have.</summary>
    public static Outcome.Failed Fail(Failure failure, string path, string cause) =>
        new(failure, $"{PathRules.Show(path)}: {cause}.");

    // ENOSPC everywhere; EDQUOT on Linux and macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static bool IsFull(Exception error) => error.HResult is 28
        || (error.HResult is 122 && OperatingSystem.IsLinux())
        || (error.HResult is 69 && OperatingSystem.IsMacOS())
        || error.HResult == unchecked((int)0x80070070) || error.HResult == unchecked((int)0x80070027);

    // EWOULDBLOCK of an advisory lock; ERROR_SHARING_VIOLATION on Windows.
    private static bool IsBusy(Exception error) => (error.HResult is 11 && OperatingSystem.IsLinux())
        || (error.HResult is 35 && OperatingSystem.IsMacOS())
        || error.HResult == unchecked((int)0x80070020);

    // EROFS; ERROR_WRITE_PROTECT on Windows.
    private static bool IsReadOnly(Exception error) => error.HResult is 30 || error.InnerException?.HResult is 30
        || error.HResult == unchecked((int)0x80070013);
}
