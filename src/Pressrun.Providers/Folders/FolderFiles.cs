using System.Security.Cryptography;
using Pressrun.Model;

namespace Pressrun.Providers.Folders;

/// <summary>
/// Files below a folder, whole or not there at all: written beside their place, flushed to disk, then renamed. A path
/// is relative, has <c>/</c> between its names and stays below the folder; a link that leads out is refused. Safe to
/// call from several threads; of two writers of one file at the same time the later is told to try again.
/// </summary>
public static class FolderFiles
{
    /// <summary>Whether a saved file still lies below the folder.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="path">The file's path, relative to the folder; no for one that may not be written.</param>
    /// <param name="length">The size it was saved with, in bytes; a file of another size is another file.</param>
    public static bool IsThere(string root, string path, long length)
    {
        try
        {
            return Locate(root, path, out var place) is null
                && new FileInfo(place) is { Exists: true } file && file.Length == length;
        }
        catch (Exception error) when (DiskErrors.Are(error))
        {
            return false;
        }
    }

    /// <summary>Writes bytes to a file; one that holds them already is left untouched, its time included.</summary>
    /// <param name="root">The folder; made if it is not there, as are the folders of the path.</param>
    /// <param name="path">The file's path, relative to the folder.</param>
    /// <param name="content">What the file shall hold.</param>
    /// <param name="ct">Gives up; the file is then as it was.</param>
    public static async Task<FolderWrite> WriteAsync(
        string root, string path, ReadOnlyMemory<byte> content, CancellationToken ct = default)
    {
        var blob = new Blob(Convert.ToHexStringLower(SHA256.HashData(content.Span)), content.Length);
        return await WriteAsync(root, path, blob, _ => new MemoryStream(content.ToArray(), writable: false), ct);
    }

    /// <summary>Writes a blob to a file; one that holds its content already is left untouched.</summary>
    /// <param name="root">The folder; made if it is not there, as are the folders of the path.</param>
    /// <param name="path">The file's path, relative to the folder.</param>
    /// <param name="blob">What the file shall hold; a content with another hash or length is not kept.</param>
    /// <param name="open">Opens the blob; what it throws comes through.</param>
    /// <param name="ct">Gives up; the file is then as it was.</param>
    public static async Task<FolderWrite> WriteAsync(
        string root, string path, Blob blob, Func<Blob, Stream> open, CancellationToken ct = default)
    {
        try
        {
            if (Locate(root, path, out var place) is { } objection)
            {
                return FolderWrite.Failed(DiskErrors.Fail(Failure.Permanent, path, objection));
            }

            if (await HoldsAsync(place, blob, ct))
            {
                return new(Outcome.Answered.Instance, blob.Length, blob.Hash);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            return await CopyAsync(place, blob, open, ct)
                ? new(Outcome.Answered.Instance, blob.Length, blob.Hash)
                : FolderWrite.Failed(DiskErrors.Fail(Failure.Permanent, path,
                    "its content in the store is not what was put there; run `pressrun doctor`"));
        }
        catch (Exception error) when (DiskErrors.Are(error))
        {
            return FolderWrite.Failed(DiskErrors.Of(path, error));
        }
    }

    // What is between this look and the rename may still be changed by whoever owns the folder; that is not defended.
    private static string? Locate(string root, string path, out string place)
    {
        place = "";
        if (PathRules.Objection(path) is { } objection)
        {
            return objection;
        }

        var folder = RealPath.Of(root);
        place = RealPath.Of(Path.Combine(folder, path));
        if (!RealPath.IsBelow(folder, place))
        {
            return "a link on the way leads out of the folder; remove the link or choose another path";
        }

        if (Directory.Exists(place))
        {
            return "a folder lies there; remove it or choose another path";
        }

        for (var above = Path.GetDirectoryName(place)!; RealPath.IsBelow(folder, above);
            above = Path.GetDirectoryName(above)!)
        {
            if (File.Exists(above))
            {
                return $"`{Path.GetRelativePath(folder, above)}` is a file, not a folder; "
                    + "remove it or choose another path";
            }
        }

        return File.Exists(folder) ? "the folder to write to is itself a file; choose another folder" : null;
    }

    private static async Task<bool> HoldsAsync(string place, Blob blob, CancellationToken ct)
    {
        if (new FileInfo(place) is not { Exists: true } there || there.Length != blob.Length)
        {
            return false;
        }

        await using var file = new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)) == blob.Hash;
    }

    private static async Task<bool> CopyAsync(
        string place, Blob blob, Func<Blob, Stream> open, CancellationToken ct)
    {
        await using var content = open(blob);
        await using var part = new PartFile(place);
        var hash = await part.CopyAsync(content, ct);
        if (hash != blob.Hash)
        {
            return false;
        }

        part.Keep();
        return true;
    }
}
