using System.Runtime.InteropServices;

namespace Pressrun.Sql;

/// <summary>Makes the names in a folder durable. .NET has no word for it, Windows no need.</summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Returns when a power cut could no longer undo a rename into the folder.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
        {
            throw Failed(folder);
        }

        try
        {
            if (Sync(descriptor) != 0)
            {
                throw Failed(folder);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failed(string folder)
    {
        var error = Marshal.GetLastPInvokeError();
        return new($"{Marshal.GetPInvokeErrorMessage(error)} : '{folder}'", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
