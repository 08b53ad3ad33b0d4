using System.Text;

namespace Pressrun.Model;

/// <summary>The bytes of a reply as received, or the blob that holds them; exactly one of the two.</summary>
public sealed class Body
{
    /// <summary>The largest body, in bytes, that a record carries itself; a larger one is a blob.</summary>
    public const int InlineMax = 64 * 1024;

    /// <summary>A body of no bytes.</summary>
    public static Body Empty { get; } = new(ReadOnlyMemory<byte>.Empty);

    /// <summary>Wraps bytes; the caller does not change them afterwards.</summary>
    public Body(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>Refers to a blob that is already durable.</summary>
    public Body(Blob blob) => Blob = blob;

    /// <summary>The bytes; empty if the body is a blob.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The blob, or null if the bytes are here.</summary>
    public Blob? Blob { get; }

    /// <summary>Size in bytes, wherever they lie.</summary>
    public long Length => Blob?.Length ?? Bytes.Length;

    /// <summary>A body of UTF-8 text.</summary>
    public static Body FromText(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>The inline bytes as UTF-8 text; invalid bytes become U+FFFD.</summary>
    public string ToText() => Encoding.UTF8.GetString(Bytes.Span);
}
