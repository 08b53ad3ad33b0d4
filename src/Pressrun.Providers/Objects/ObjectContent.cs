using System.Buffers;
using System.Security.Cryptography;
using Pressrun.Model;

namespace Pressrun.Providers.Objects;

/// <summary>What an object shall hold: read once to know its hashes, and once more for each time it is sent.</summary>
/// <param name="blob">Its SHA-256 and length.</param>
/// <param name="md5">Its MD5, by which stores name contents.</param>
/// <param name="open">Opens it.</param>
internal sealed class ObjectContent(Blob blob, byte[] md5, Func<Stream> open)
{
    private const int ChunkBytes = 128 * 1024;

    /// <summary>Its length in bytes.</summary>
    public long Length => blob.Length;

    /// <summary>SHA-256, 64 lower-case hex digits.</summary>
    public string Sha256 => blob.Hash;

    /// <summary>SHA-256 as headers have it.</summary>
    public string Sha256Base64 => Convert.ToBase64String(Convert.FromHexString(blob.Hash));

    /// <summary>MD5, 32 lower-case hex digits.</summary>
    public string Md5 => Convert.ToHexStringLower(md5);

    /// <summary>MD5 as headers have it.</summary>
    public string Md5Base64 => Convert.ToBase64String(md5);

    /// <summary>Opens it for sending.</summary>
    public Stream Open() => open();

    /// <summary>Reads a content; null if it is not the one that is meant.</summary>
    /// <param name="open">Opens it; what it throws comes through.</param>
    /// <param name="meant">Which one is meant; null takes any.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<ObjectContent?> ReadAsync(Func<Stream> open, Blob? meant, CancellationToken ct)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var length = 0L;
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            await using var stream = open();
            for (int count; (count = await stream.ReadAsync(chunk.AsMemory(0, ChunkBytes), ct)) > 0; length += count)
            {
                sha256.AppendData(chunk, 0, count);
                md5.AppendData(chunk, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        var read = new Blob(Convert.ToHexStringLower(sha256.GetHashAndReset()), length);
        return meant is null || meant == read ? new(read, md5.GetHashAndReset(), open) : null;
    }
}
