using System.Security.Cryptography;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Sql.Blobs;

/// <summary>
/// Bodies too large for the journal, each a file named by its hash: <c>blobs/ab/ab12…</c>. A name stands there only if
/// the whole content is durable.
/// </summary>
internal sealed class BlobFolder(string folder, StoreErrors errors, TimeProvider time)
{
    private readonly string _parts = Path.Combine(folder, "part");
    private readonly HashSet<string> _open = new(StringComparer.Ordinal); // touched only by the disk's worker
    private long _lastPart;

    /// <summary>Where things lie that are not finished.</summary>
    public string Parts => _parts;

    /// <summary>Whether any blob lies there.</summary>
    public bool HasAny => Directory.Exists(folder) && Directory.EnumerateDirectories(folder, "??")
        .Any(home => Directory.EnumerateFiles(home, $"{Path.GetFileName(home)}*").Any());

    /// <summary>Begins a blob.</summary>
    public Part Begin()
    {
        PrivateFiles.Make(_parts);
        while (true)
        {
            var path = Path.Combine(_parts, $"{++_lastPart}");
            if (File.Exists(path))
            {
                continue;
            }

            var part = new Part(PrivateFiles.Open(path, FileMode.CreateNew, FileShare.None));
            _open.Add(path);
            return part;
        }
    }

    /// <summary>Gives a finished part its name; if its content is there already, that is kept and touched.</summary>
    public Blob Keep(Part part)
    {
        var blob = new Blob(part.Finish(), part.Length);
        var path = PathOf(blob.Hash);
        var home = Path.GetDirectoryName(path)!;
        if (new FileInfo(path) is { Exists: true } kept && kept.Length == blob.Length)
        {
            // Its age keeps it from being swept away before a record names it.
            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
        }
        else
        {
            PrivateFiles.Make(home);
            File.Move(part.Path, path, overwrite: true);
        }

        FolderSync.Flush(home);
        return blob;
    }

    /// <summary>Ends a part, kept or not.</summary>
    public bool End(Part part)
    {
        part.Dispose();
        return _open.Remove(part.Path);
    }

    /// <summary>Opens a blob for reading; whoever comes to its end has read what was kept, or is refused.</summary>
    public Stream Open(Blob blob)
    {
        var file = OpenFile(blob);
        return new HashedStream(file, blob.Hash, () => Changed(blob));
    }

    /// <summary>Reads a blob through; throws unless it is there and is what its name says.</summary>
    public void Examine(Blob blob)
    {
        using var file = OpenFile(blob);
        if (Convert.ToHexStringLower(SHA256.HashData(file)) != blob.Hash)
        {
            throw Changed(blob);
        }
    }

    /// <summary>Removes what a process that was killed left half-written.</summary>
    public bool Clean()
    {
        if (Directory.Exists(_parts))
        {
            foreach (var path in Directory.EnumerateFiles(_parts).Where(path => !_open.Contains(path)))
            {
                File.Delete(path);
            }

            foreach (var path in Directory.EnumerateDirectories(_parts))
            {
                Directory.Delete(path, recursive: true);
            }
        }

        return true;
    }

    private FileStream OpenFile(Blob blob)
    {
        if (blob.Hash.Length != 64 || !blob.Hash.All(char.IsAsciiHexDigitLower))
        {
            throw errors.Of(StoreFault.Damaged, $"`{blob.Hash}` names no blob");
        }

        var path = PathOf(blob.Hash);
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var length = file.Length;
            if (length == blob.Length)
            {
                return file;
            }

            file.Dispose();
            throw errors.Of(StoreFault.Damaged, $"blob {path} has {length} of {blob.Length} bytes");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw errors.Of(StoreFault.Damaged, $"blob {path} is missing", error);
        }
    }

    private StoreException Changed(Blob blob) => errors.Of(
        StoreFault.Damaged, $"blob {PathOf(blob.Hash)} is not what was kept under its name");

    private string PathOf(string hash) => Path.Combine(folder, hash[..2], hash);
}
