using System.Buffers.Binary;

namespace Pressrun.Providers.Audio;

/// <summary>The frame of a WAV file: little-endian chunks in a RIFF.</summary>
internal static class Wav
{
    private const int Pcm = 1;
    private const int Float = 3;
    private const int Extensible = 0xFFFE;
    private const int ChunkMax = 4096;

    // What a program writes as the length when it cannot go back to fill it in; above any file we take.
    private const uint LengthUnknown = 0x7F00_0000;

    /// <summary>
    /// Reads format and length of uncompressed sound. Throws <see cref="FormatException"/> if it is none, or is shorter
    /// than it says.
    /// </summary>
    /// <param name="stream">A seekable stream that begins as a WAV does.</param>
    public static SoundFormat Read(Stream stream)
    {
        Span<byte> head = stackalloc byte[12];
        stream.Seek(head.Length, SeekOrigin.Begin);
        int rate = 0, channels = 0, frame = 0;
        while (stream.ReadAtLeast(head[..8], 8, throwOnEndOfStream: false) == 8)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..8]);
            if (head[..4].SequenceEqual("fmt "u8))
            {
                (rate, channels, frame) = ReadFormat(stream, length);
            }
            else if (head[..4].SequenceEqual("data"u8))
            {
                return rate > 0
                    ? new("wav", rate, channels, SoundFormat.TimeOf(LengthOf(stream, length) / frame, rate))
                    : throw new FormatException("its samples come before their format");
            }
            else
            {
                // Chunks start at even places.
                stream.Seek(length + (length & 1), SeekOrigin.Current);
            }
        }

        throw new FormatException("it holds no samples");
    }

    /// <summary>Fills in the two lengths of a WAV that was written to a pipe, where nobody could go back.</summary>
    /// <param name="wav">The whole file; its data chunk is the last one.</param>
    /// <returns>The bytes of sound in it; 0 if it is no WAV.</returns>
    public static int Complete(Span<byte> wav)
    {
        var data = wav.Length >= 12 && wav.StartsWith("RIFF"u8) ? wav.IndexOf("data"u8) : -1;
        if (data < 12 || data + 8 > wav.Length)
        {
            return 0;
        }

        BinaryPrimitives.WriteInt32LittleEndian(wav[4..], wav.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(wav[(data + 4)..], wav.Length - data - 8);
        return wav.Length - data - 8;
    }

    private static (int Rate, int Channels, int Frame) ReadFormat(Stream stream, uint length)
    {
        if (length is < 16 or > ChunkMax)
        {
            throw new FormatException("its format cannot be read");
        }

        var format = new byte[length + (length & 1)];
        if (stream.ReadAtLeast(format, format.Length, throwOnEndOfStream: false) < length)
        {
            throw new FormatException("it is cut off inside its format");
        }

        int Number(int at) => BinaryPrimitives.ReadUInt16LittleEndian(format.AsSpan(at));
        var kind = Number(0) == Extensible && length >= 26 ? Number(24) : Number(0);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(format.AsSpan(4));
        var (channels, frame, bits) = (Number(2), Number(12), Number(14));
        var isPlain = kind == Pcm ? bits is 8 or 16 or 24 or 32 : kind == Float && bits is 32 or 64;
        return isPlain && rate is >= 4_000 and <= 384_000 && channels is >= 1 and <= 8 && frame == channels * bits / 8
            ? ((int)rate, channels, frame)
            : throw new FormatException("it is a WAV of a compressed or unusual kind");
    }

    private static long LengthOf(Stream stream, uint promised)
    {
        var there = stream.Length - stream.Position;
        return promised <= there || promised >= LengthUnknown
            ? Math.Min(promised, there)
            : throw new FormatException("it is cut off: it says it is longer than it is");
    }
}
