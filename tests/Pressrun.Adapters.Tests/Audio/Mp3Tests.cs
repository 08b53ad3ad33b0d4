using System.Globalization;
using Pressrun.Providers.Audio;

namespace Pressrun.Adapters.Tests.Audio;

/// <summary>The length of an MP3, found without any program.</summary>
public sealed class Mp3Tests : IDisposable
{
    private readonly Shelf _shelf = new();

    [Theory]
    [InlineData("-ar 44100 -ac 1 -b:a 96k", 1152)]
    [InlineData("-ar 48000 -ac 2 -b:a 320k", 1152)]
    [InlineData("-ar 32000 -ac 2 -q:a 4", 1152)]
    [InlineData("-ar 22050 -ac 1 -b:a 32k", 576)]
    [InlineData("-ar 11025 -ac 2 -b:a 16k", 576)]
    [InlineData("-ar 44100 -ac 1 -b:a 96k -write_xing 0 -id3v2_version 0", 1152)]
    [InlineData("-ar 44100 -ac 1 -b:a 96k -write_id3v1 1 -metadata title=x", 1152)]
    public async Task Its_length_is_that_of_all_frames_ffprobe_counts(string options, int samples)
    {
        string[] arguments = ["-f", "lavfi", "-i", "sine=d=3.3", .. options.Split(' ')];
        var mp3 = await _shelf.MakeAsync("tone.mp3", arguments);
        var said = (await _shelf.ProbeAsync(
            mp3, "-count_packets", "-show_entries", "stream=sample_rate,nb_read_packets")).Split(',');
        var numbers = said.Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(SoundFormat.TimeOf((long)numbers[1] * samples, numbers[0]), Mp3.Duration(new MemoryStream(mp3)));
    }

    [Fact]
    public async Task A_big_picture_in_its_tag_is_no_sound()
    {
        var mp3 = await _shelf.MakeAsync("tone.mp3", "-f", "lavfi", "-i", "sine=d=1", "-id3v2_version", "0");
        var picture = new byte[200_000];
        Array.Fill<byte>(picture, 0xFF);
        byte[] tag = [.. "ID3"u8, 3, 0, 0, 0, 200_000 >> 14, (200_000 >> 7) & 0x7F, 200_000 & 0x7F, .. picture];
        Assert.Equal(
            Mp3.Duration(new MemoryStream(mp3)), Mp3.Duration(new MemoryStream([.. tag, .. mp3])));
    }

    [Fact]
    public async Task Bytes_that_look_like_a_head_between_two_frames_are_passed_over()
    {
        var mp3 = await _shelf.MakeAsync(
            "tone.mp3", "-f", "lavfi", "-i", "sine=d=1", "-b:a", "96k", "-id3v2_version", "0", "-write_xing", "0");
        Assert.True(Mp3Frame.TryRead(mp3, out var first));
        Assert.True(Mp3Frame.TryRead(mp3.AsSpan(first.Length), out var second));
        byte[] stray = [0, 0, 0xFF, 0xFB, 0x70, 0xC0, 1, 2, 3];
        var cut = first.Length + second.Length;
        byte[] mended = [.. mp3[..cut], .. stray, .. mp3[cut..]];
        Assert.Equal(Mp3.Duration(new MemoryStream(mp3)), Mp3.Duration(new MemoryStream(mended)));
    }

    [Fact]
    public async Task A_last_frame_that_is_cut_off_does_not_count()
    {
        var mp3 = await _shelf.MakeAsync("tone.mp3", "-f", "lavfi", "-i", "sine=d=1", "-b:a", "96k");
        var missing = Mp3.Duration(new MemoryStream(mp3)) - Mp3.Duration(new MemoryStream(mp3[..^5]));
        Assert.Equal(1152d / 44_100, missing.TotalSeconds, 0.000_001);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(200_000)]
    public void Bytes_without_a_frame_have_no_length(int count)
    {
        var bytes = new byte[count];
        new Random(7).NextBytes(bytes);
        Assert.Throws<FormatException>(() => Mp3.Duration(new MemoryStream(bytes)));
    }

    public void Dispose() => _shelf.Dispose();
}
