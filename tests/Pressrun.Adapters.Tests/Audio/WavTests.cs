using System.Text;
using Pressrun.Providers.Audio;

namespace Pressrun.Adapters.Tests.Audio;

/// <summary>The frame of a WAV.</summary>
public sealed class WavTests
{
    private static readonly byte[] Tone = Shelf.Tone((0.5, 0.2));

    [Fact]
    public void Its_length_comes_from_its_samples() =>
        Assert.Equal(new("wav", 22_050, 1, TimeSpan.FromSeconds(0.5)), Wav.Read(new MemoryStream(Tone)));

    [Fact]
    public void A_chunk_of_odd_length_before_the_samples_is_passed_over()
    {
        byte[] wav = [.. Tone[..36], .. "LIST\x03\0\0\0abc\0"u8, .. Tone[36..]];
        Assert.Equal(TimeSpan.FromSeconds(0.5), Wav.Read(new MemoryStream(wav)).Duration);
    }

    [Fact]
    public void A_length_nobody_filled_in_is_that_of_the_file()
    {
        var wav = (byte[])Tone.Clone();
        BitConverter.GetBytes(0x7FFFF000).CopyTo(wav, 40);
        Assert.Equal(TimeSpan.FromSeconds(0.5), Wav.Read(new MemoryStream(wav)).Duration);
    }

    [Fact]
    public void Completing_one_fills_in_both_lengths()
    {
        var wav = (byte[])Tone.Clone();
        BitConverter.GetBytes(0x7FFFF000).CopyTo(wav, 40);
        BitConverter.GetBytes(0x7FFFF024).CopyTo(wav, 4);
        Assert.Equal(Tone.Length - 44, Wav.Complete(wav));
        Assert.Equal(Tone, wav);
    }

    [Theory]
    [InlineData(20, 0x55)] // MP3 in a WAV
    [InlineData(22, 0)] // no channel
    [InlineData(32, 3)] // frames of another size
    [InlineData(34, 12)] // bits that fill no bytes
    public void A_format_that_is_not_plain_sound_is_refused(int at, byte value)
    {
        var wav = (byte[])Tone.Clone();
        wav[at] = value;
        Assert.Throws<FormatException>(() => Wav.Read(new MemoryStream(wav)));
    }

    [Fact]
    public void What_is_no_WAV_is_not_completed() =>
        Assert.Equal(0, Wav.Complete(Encoding.ASCII.GetBytes("espeak-ng: no such voice data")));
}
