using System.Runtime.InteropServices;
using System.Text;

namespace Pressrun.Providers.Batches;

/// <summary>Makes the names in a folder durable. .NET has no word for it, Windows no need.</summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Returns when a power cut could no longer undo that a file in the folder has its name.</summary>
    /// <exception cref="IOException">It could not be done.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open([.. Encoding.UTF8.GetBytes(folder), 0], ReadOnly);
        if (descriptor < 0)
        {
            throw Failed();
        }

        try
        {
            if (Sync(descriptor) != 0)
            {
                throw Failed();
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failed()
    {
        var error = Marshal.GetLastPInvokeError();
        return new(Marshal.GetPInvokeErrorMessage(error), error);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
