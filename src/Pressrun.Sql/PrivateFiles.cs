namespace Pressrun.Sql;

/// <summary>Files and folders that only their owner may read: prompts and replies lie in them.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    /// <summary>Opens a file for writing, without a buffer; what is made anew gets mode 0600.</summary>
    public static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = share,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnFile;
        }

        return new(path, options);
    }

    /// <summary>Makes a folder and its parents where they are not there, durably, with mode 0700.</summary>
    public static void Make(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var parent = Path.GetDirectoryName(Path.GetFullPath(folder))!;
        Make(parent);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnFolder);
        }

        FolderSync.Flush(parent);
    }
}
