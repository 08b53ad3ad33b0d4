using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Pressrun.Model;
using Pressrun.Running;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// The hash of a source, item by item: the same as <see cref="ItemSource.Of"/> gives for a list of them, so that it
/// does not matter how a source is read.
/// </summary>
internal sealed class SourceDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public SourceDigest() => Add("items/1");

    /// <summary>Adds the next item.</summary>
    public void Add(Item item)
    {
        Add(item.Key);
        Add(item.Title ?? "");
        Add(item.Priority ?? long.MinValue);
        Add(item.Input);
    }

    /// <summary>64 lower-case hex digits over all items so far.</summary>
    public string ToHex() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();

    private void Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(bytes.Length);
        _hash.AppendData(bytes);
    }

    private void Add(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        _hash.AppendData(bytes);
    }
}
