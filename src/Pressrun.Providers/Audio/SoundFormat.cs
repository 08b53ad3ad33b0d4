namespace Pressrun.Providers.Audio;

/// <summary>What the head of a sound file says, read without any program.</summary>
/// <param name="Kind"><c>wav</c> or <c>mp3</c>.</param>
/// <param name="SampleRate">Samples a second of one channel.</param>
/// <param name="Channels">Number of channels.</param>
/// <param name="Duration">Length, from what is there, not from what a header promises.</param>
internal sealed record SoundFormat(string Kind, int SampleRate, int Channels, TimeSpan Duration)
{
    /// <summary>
    /// Recognizes a sound by its first bytes, so that nothing else ever reaches a decoder: a playlist, for one, would
    /// make it open other files. Throws <see cref="FormatException"/> on anything but WAV and MP3.
    /// </summary>
    /// <param name="path">A file.</param>
    public static SoundFormat Of(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> head = stackalloc byte[12];
        var isWav = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && head[..4].SequenceEqual("RIFF"u8) && head[8..].SequenceEqual("WAVE"u8);
        stream.Position = 0;
        return isWav ? Wav.Read(stream) : Mp3.Read(stream);
    }

    /// <summary>A length in samples as a time.</summary>
    internal static TimeSpan TimeOf(long samples, int sampleRate) =>
        TimeSpan.FromTicks((long)((decimal)samples * TimeSpan.TicksPerSecond / sampleRate));
}
