using System.Buffers;
using System.Security.Cryptography;

namespace Pressrun.Providers.Folders;

/// <summary>
/// A file in the making, beside its place under a fixed name: what a killed process leaves behind is overwritten by
/// the next try. It stays open, and on Linux and macOS locked, until it is renamed.
/// </summary>
internal sealed class PartFile : IAsyncDisposable
{
    private const int ChunkBytes = 128 * 1024;

    private readonly string _place;
    private readonly string _path;
    private readonly FileStream _file;
    private bool _isKept;

    public PartFile(string place)
    {
        _place = place;
        _path = Path.Combine(Path.GetDirectoryName(place)!, $".{Path.GetFileName(place)}.part");

        // A link in its place would carry the content to where it points.
        if (new FileInfo(_path).LinkTarget is not null)
        {
            File.Delete(_path);
        }

        // Windows renames an open file only if it was opened to be shared for that.
        var share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;
        _file = new FileStream(_path, FileMode.Create, FileAccess.Write, share, bufferSize: 0);
    }

    /// <summary>Takes the whole content and flushes it to disk; its SHA-256 in hex.</summary>
    public async Task<string> CopyAsync(Stream content, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            int count;
            while ((count = await content.ReadAsync(chunk.AsMemory(0, ChunkBytes), ct)) > 0)
            {
                await _file.WriteAsync(chunk.AsMemory(0, count), ct);
                hash.AppendData(chunk, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        RandomAccess.FlushToDisk(_file.SafeFileHandle);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Gives it its name, in one step, over whatever had it.</summary>
    public void Keep()
    {
        File.Move(_path, _place, overwrite: true);
        _isKept = true;
    }

    /// <summary>Removes what was not kept.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isKept)
        {
            File.Delete(_path);
        }

        await _file.DisposeAsync();
    }
}
