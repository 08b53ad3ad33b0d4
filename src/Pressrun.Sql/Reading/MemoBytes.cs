using System.Buffers.Binary;
using System.Text;
using Pressrun.Journaling;

namespace Pressrun.Sql.Reading;

/// <summary>
/// A memo as the run's row keeps it: its text, and behind that a checksum of it and of the seq up to which it speaks. A
/// memo with a wrong figure would be believed; without one the journal is read instead.
/// </summary>
internal static class MemoBytes
{
    private const int ChecksumSize = sizeof(uint);

    /// <summary>What is written.</summary>
    /// <param name="memo">The text.</param>
    /// <param name="folded">Seq of the last record it contains.</param>
    public static byte[] Write(string memo, long folded)
    {
        var text = Encoding.UTF8.GetBytes(memo);
        var bytes = new byte[text.Length + ChecksumSize];
        text.CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(text.Length), Checksum(text, folded));
        return bytes;
    }

    /// <summary>The text; null if it is not what was written, or was written before there were checksums.</summary>
    public static string? Read(byte[] bytes, long folded)
    {
        if (bytes.Length < ChecksumSize)
        {
            return null;
        }

        var text = bytes.AsSpan(..^ChecksumSize);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(text.Length)) == Checksum(text, folded)
            ? Encoding.UTF8.GetString(text)
            : null;
    }

    private static uint Checksum(ReadOnlySpan<byte> text, long folded)
    {
        Span<byte> seq = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(seq, folded);
        return EntryWriter.Checksum(text, seq);
    }
}
