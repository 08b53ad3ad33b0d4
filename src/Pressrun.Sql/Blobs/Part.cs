using System.Security.Cryptography;

namespace Pressrun.Sql.Blobs;

/// <summary>A blob that is being written: hashed on the way, without a name of its own until it is whole.</summary>
internal sealed class Part(FileStream file) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public string Path { get; } = file.Name;

    public long Length { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        _hash.AppendData(bytes);
        Length += bytes.Length;
    }

    /// <summary>Ends it durably; its hash.</summary>
    public string Finish()
    {
        file.Flush(flushToDisk: true);
        file.Dispose();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <summary>Removes what was not kept.</summary>
    public void Dispose()
    {
        _hash.Dispose();
        file.Dispose();
        File.Delete(Path);
    }
}
