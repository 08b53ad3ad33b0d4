using System.Text;
using Pressrun.Seams;

namespace Pressrun.Sql.Writing;

/// <summary>The file that only one living process holds open: the system frees it when that process dies.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <summary>Takes the lock; null if another process has it.</summary>
    /// <param name="path">The lock file; made if it is not there, and left when the lock is released.</param>
    /// <param name="content">Who holds it and since when, for people who look into the file.</param>
    /// <param name="errors">Speaks when it may not be taken at all.</param>
    public static StoreLock? TryTake(string path, string content, StoreErrors errors)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            // What it leads to would be written over.
            throw errors.Say(
                StoreFault.Unusable, "the lock is a link to another file. Remove it and start again.");
        }

        FileStream file;
        try
        {
            file = PrivateFiles.Open(path, FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException error) when (IsHeld(error))
        {
            return null;
        }

        try
        {
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(content));
            return new(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a living process holds the lock. To look is to touch it for an instant.</summary>
    public static bool IsHeld(string path)
    {
        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return false;
        }
        catch (IOException error)
        {
            return IsHeld(error);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose() => _file.Dispose();

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeld(IOException error) =>
        (error.HResult == 11 && OperatingSystem.IsLinux()) || (error.HResult == 35 && OperatingSystem.IsMacOS())
        || error.HResult == unchecked((int)0x80070020);
}
