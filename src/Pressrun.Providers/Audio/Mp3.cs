namespace Pressrun.Providers.Audio;

/// <summary>Walks the frames of an MP3.</summary>
public static class Mp3
{
    private const int TagHeadLength = 10;
    private const int OldTagLength = 128;

    // An MP3 begins with a frame or a tag; a program that searches longer finds one in any bytes.
    private const int StrayMax = 64 * 1024;

    /// <summary>
    /// The length of an MP3, exact to a sample: the sum of its frames, without tags and without the index frame that
    /// encoders put first. Throws <see cref="FormatException"/> if there is no frame.
    /// </summary>
    /// <param name="stream">Read from where it stands to its end; need not be seekable.</param>
    public static TimeSpan Duration(Stream stream) => Read(stream).Duration;

    /// <summary>Reads format and length of an MP3. Throws <see cref="FormatException"/> if there is no frame.</summary>
    /// <param name="stream">Read from where it stands to its end; need not be seekable.</param>
    internal static SoundFormat Read(Stream stream)
    {
        var window = new ByteWindow(stream);
        Mp3Frame? first = null;
        var (samples, stray, isInStep) = (0L, 0, false);
        while (window.Peek(TagHeadLength) is { Length: >= Mp3Frame.HeadLength } head)
        {
            if (TagLength(head) is > 0 and var tag)
            {
                window.Skip(tag);
            }
            else if (Mp3Frame.TryRead(head, out var frame)
                && frame.SampleRate == (first ?? frame).SampleRate
                && (isInStep || IsFollowed(window, frame)))
            {
                var isWhole = window.Peek(frame.Length).Length == frame.Length;
                var isSound = isWhole && (first is not null || !IsIndex(window, frame));
                samples += isSound ? frame.Samples : 0;
                window.Skip(frame.Length);
                (first, isInStep) = (first ?? frame, true);
            }
            else if (first is null && ++stray > StrayMax)
            {
                break;
            }
            else
            {
                window.Skip(1);
                isInStep = false;
            }
        }

        return first is { } kind
            ? new("mp3", kind.SampleRate, kind.Channels, SoundFormat.TimeOf(samples, kind.SampleRate))
            : throw new FormatException("it is neither WAV nor MP3");
    }

    private static long TagLength(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("ID3"u8) && head.Length == TagHeadLength)
        {
            // Seven bits a byte, so that no length looks like a frame; a footer repeats the head.
            var length = 0;
            foreach (var seven in head[6..])
            {
                length = (length << 7) | (seven & 0x7F);
            }

            return TagHeadLength + length + ((head[5] & 0x10) != 0 ? TagHeadLength : 0);
        }

        return head.StartsWith("TAG"u8) ? OldTagLength : 0;
    }

    // Two bytes in sixty-five thousand look like a head; a head where the frame ends makes it one.
    private static bool IsFollowed(ByteWindow window, Mp3Frame frame)
    {
        var ahead = window.Peek(frame.Length + Mp3Frame.HeadLength);
        return ahead.Length >= frame.Length && ahead[frame.Length..] is var next
            && (next.Length < Mp3Frame.HeadLength || TagLength(next) > 0
                || (Mp3Frame.TryRead(next, out var following) && following.SampleRate == frame.SampleRate));
    }

    private static bool IsIndex(ByteWindow window, Mp3Frame frame)
    {
        var bytes = window.Peek(frame.Length);
        return IsMarked(bytes, frame.IndexAt, "Xing"u8) || IsMarked(bytes, frame.IndexAt, "Info"u8)
            || IsMarked(bytes, Mp3Frame.HeadLength + 32, "VBRI"u8);
    }

    private static bool IsMarked(ReadOnlySpan<byte> frame, int at, ReadOnlySpan<byte> mark) =>
        frame.Length >= at + mark.Length && frame.Slice(at, mark.Length).SequenceEqual(mark);
}
