using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pressrun.Model;

/// <summary>
/// Gathers length-prefixed values and hashes them with SHA-256. The form is frozen: every key and fingerprint in every
/// journal depends on it, so a change needs a new kind name, never an edit here.
/// </summary>
internal ref struct Digest
{
    private readonly ArrayBufferWriter<byte> _buffer;

    /// <param name="kind">Name and version of what is hashed, such as <c>call/1</c>.</param>
    public Digest(string kind)
    {
        // One buffer a thread: several loops live in one process, each on a thread of its own.
        _buffer = OfThread ??= new ArrayBufferWriter<byte>(1024);
        _buffer.ResetWrittenCount();
        Add(kind);
    }

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? OfThread;

    public readonly void Add(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Add(length);
        Encoding.UTF8.GetBytes(value, _buffer.GetSpan(length));
        _buffer.Advance(length);
    }

    public readonly void Add(ReadOnlySpan<byte> value)
    {
        Add(value.Length);
        _buffer.Write(value);
    }

    public readonly void Add(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    /// <summary>64 lower-case hex digits.</summary>
    public readonly string ToHex()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_buffer.WrittenSpan, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The first 16 bytes of the hash, most significant first.</summary>
    public readonly UInt128 ToUInt128()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_buffer.WrittenSpan, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
