using System.Text;
using Pressrun.Model;
using Pressrun.Providers.Local;
using Pressrun.Providers.Programs;

namespace Pressrun.Adapters.Tests.Audio;

/// <summary>Parts that cannot be joined, and joins that end early.</summary>
public sealed class AudioRefusalTests : IDisposable
{
    private readonly Shelf _shelf = new();

    private Blob Good => _shelf.Add(Shelf.Tone((1, 0.3)));

    [Fact]
    public async Task A_silent_part_is_refused_by_its_number()
    {
        var refusal = await _shelf.RefusalAsync("{}", Good, _shelf.Add(Shelf.Tone((2, 0))));
        Assert.StartsWith("part 2 of 2 is silent", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.IsPassing);
    }

    [Fact]
    public async Task A_missing_part_is_refused_by_its_number()
    {
        var refusal = await _shelf.RefusalAsync("{}", Good, Good, new Blob(new string('0', 64), 10));
        Assert.StartsWith("part 3 of 3 is missing", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_part_is_refused_by_its_number()
    {
        var refusal = await _shelf.RefusalAsync("{}", _shelf.Add([]), Good);
        Assert.StartsWith("part 1 of 2 is empty", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>No such voice</html>")]
    [InlineData("#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n")]
    [InlineData("ffconcat version 1.0\nfile '/etc/hostname'\n")]
    [InlineData("RIFF")]
    [InlineData("RIFF0000WAVE")]
    [InlineData("ID3")]
    public async Task Bytes_that_are_no_sound_never_reach_a_decoder(string bytes)
    {
        var refusal = await _shelf.RefusalAsync("{}", Good, _shelf.Add(Encoding.UTF8.GetBytes(bytes)));
        Assert.StartsWith("part 2 of 2 cannot be read: it ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_WAV_that_is_shorter_than_it_says_is_refused()
    {
        var refusal = await _shelf.RefusalAsync("{}", _shelf.Add(Shelf.Tone((1, 0.3))[..^10]));
        Assert.Contains("cut off", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_WAV_with_samples_that_are_no_numbers_is_refused()
    {
        var wav = await _shelf.MakeAsync("float.wav", "-f", "lavfi", "-i", "sine=d=1", "-c:a", "pcm_f32le");
        BitConverter.GetBytes(float.NaN).CopyTo(wav, wav.Length - 4000);
        var refusal = await _shelf.RefusalAsync("{}", _shelf.Add(wav));
        Assert.StartsWith("part 1 of 1 holds samples that are no numbers", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_join_of_nothing_is_refused() =>
        Assert.Contains("not 0", (await _shelf.RefusalAsync("{}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"gap_seconds":5}""", "gap_seconds")]
    [InlineData("""{"loudness":3}""", "loudness")]
    [InlineData("""{"bitrate":97}""", "bitrate")]
    [InlineData("""{"tags":{"mood":"good"}}""", "no tag mood")]
    [InlineData("""{"chapters":[{"title":"x","part":2}]}""", "from 1 to 1")]
    [InlineData("""{"gap_seconds":"long"}""", "cannot be read")]
    [InlineData("[]", "cannot be read")]
    public async Task A_wrong_setting_is_refused_by_its_name(string content, string named) =>
        Assert.Contains(named, (await _shelf.RefusalAsync(content, Good)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Without_ffmpeg_the_message_says_what_to_install()
    {
        var join = _shelf.Join(new ProgramRunner(_shelf.Folder));
        var refusal = await Assert.ThrowsAsync<LocalTaskException>(
            () => join.RunAsync(Shelf.CallOf("join", "{}", Good), Shelf.Token));
        Assert.Equal(
            "ffmpeg is not installed: join and measure need it; on Debian, apt-get install ffmpeg", refusal.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_shelf.Scratch));
    }

    [Fact]
    public async Task A_full_disk_passes()
    {
        await using var stand = await Stand.MakeAsync(
            _shelf.Folder, "ffmpeg", "echo 'joined.raw: No space left on device' >&2; exit 1");
        var refusal = await Assert.ThrowsAsync<LocalTaskException>(
            () => _shelf.Join(stand.Runner).RunAsync(Shelf.CallOf("join", "{}", Good), Shelf.Token));
        Assert.True(refusal.IsPassing);
        Assert.DoesNotContain(_shelf.Folder, refusal.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_join_that_is_given_up_leaves_no_process_and_no_file()
    {
        await using var stand = await Stand.MakeAsync(_shelf.Folder, "ffmpeg", Stand.LingerWithChild);
        using var giveUp = new CancellationTokenSource();
        var join = _shelf.Join(stand.Runner).RunAsync(Shelf.CallOf("join", "{}", Good), giveUp.Token);
        var lifeline = await stand.AwaitStartAsync();
        Assert.NotEmpty(Directory.GetFileSystemEntries(_shelf.Scratch));
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => join);
        Assert.Equal("", await lifeline.ReadToEndAsync(Shelf.Token));
        Assert.Empty(Directory.GetFileSystemEntries(_shelf.Scratch));
    }

    public void Dispose() => _shelf.Dispose();
}
