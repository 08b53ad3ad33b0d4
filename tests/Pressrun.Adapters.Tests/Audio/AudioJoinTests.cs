using System.Globalization;
using System.Text.Json;

namespace Pressrun.Adapters.Tests.Audio;

/// <summary>What a join of good parts gives.</summary>
public sealed class AudioJoinTests(SpokenEpisode episode) : IClassFixture<SpokenEpisode>, IDisposable
{
    private static readonly string[] TagNames = ["title", "artist", "album", "comment", "track"];

    private readonly Shelf _shelf = new();

    [Fact]
    public void Three_spoken_parts_become_a_sound_without_faults()
    {
        Assert.Empty(episode.Measures.Faults(episode.Characters / 16.0));
        Assert.InRange(episode.Measures.Loudness, -16.5, -15.5);
        TestContext.Current.TestOutputHelper?.WriteLine(episode.Measures.ToString());
    }

    [Fact]
    public async Task The_same_parts_give_the_same_bytes() =>
        Assert.Equal(episode.Mp3, (await episode.JoinAsync()).Mp3);

    [Fact]
    public void No_name_of_a_program_and_its_version_is_in_it() =>
        Assert.DoesNotMatch("Lav[fc][0-9]", System.Text.Encoding.Latin1.GetString(episode.Mp3));

    [Fact]
    public async Task Tags_arrive_as_they_were_written()
    {
        var tags = await _shelf.ProbeAsync(
            episode.Mp3, "-show_entries", "format_tags=title,artist,album,comment,track", "-of", "json");
        using var json = JsonDocument.Parse(tags);
        var read = json.RootElement.GetProperty("format").GetProperty("tags");
        string[] wanted = ["A = b; #1 \\ Zürich 日本 [CHAPTER]", "Nobody", "Trains", "a draft", "3"];
        Assert.Equal(wanted, TagNames.Select(name => read.GetProperty(name).GetString()));
    }

    [Fact]
    public async Task A_chapter_begins_where_its_part_begins()
    {
        var chapters = (await _shelf.ProbeAsync(episode.Mp3, "-show_chapters", "-show_entries", "chapter=start_time"))
            .Split('\n');
        Assert.Equal(2, chapters.Length);
        Assert.StartsWith("0.000000", chapters[0], StringComparison.Ordinal);
        var second = double.Parse(chapters[1].Split(',')[0], CultureInfo.InvariantCulture);
        Assert.InRange(second, episode.Measures.Seconds / 3 - 2, episode.Measures.Seconds / 3 + 2);
    }

    [Fact]
    public async Task Silence_at_the_ends_of_a_part_is_cut_and_a_gap_put_between_two()
    {
        var part = _shelf.Add(Shelf.Tone((3, 0), (2, 0.3), (4, 0)));
        var (_, measures) = await _shelf.JoinAsync("""{"gap_seconds":1.5}""", part, part);
        Assert.InRange(measures.Seconds, 5.5, 5.9);
        Assert.Empty(measures.Faults(expected: 0));
        Assert.InRange(measures.LongestSilence, 1.5, 1.7);
    }

    [Fact]
    public async Task A_loud_and_clipped_part_comes_down_to_the_same_loudness()
    {
        var (_, measures) = await _shelf.JoinAsync("{}", _shelf.Add(Shelf.Tone((4, 9))));
        Assert.Empty(measures.Faults(expected: 0));
    }

    [Fact]
    public async Task A_part_that_is_nearly_inaudible_comes_up_to_the_same_loudness()
    {
        var (_, measures) = await _shelf.JoinAsync("{}", _shelf.Add(Shelf.Tone((4, 0.004))));
        Assert.Empty(measures.Faults(expected: 0));
    }

    [Fact]
    public async Task A_stereo_MP3_of_another_rate_is_a_part_like_any_other()
    {
        var text = Shelf.Words(120, 1);
        var wav = Path.Combine(_shelf.Folder, "speech.wav");
        await File.WriteAllBytesAsync(wav, await Shelf.SpeakBytesAsync(text), Shelf.Token);
        var mp3 = await _shelf.MakeAsync("part.mp3", "-i", wav, "-ac", "2", "-ar", "48000", "-b:a", "128k");
        var (_, measures) = await _shelf.JoinAsync("{}", _shelf.Add(mp3), await _shelf.SpeakAsync("And a last word."));
        Assert.Empty(measures.Faults((text.Length + 16) / 16.0));
    }

    [Fact]
    public async Task One_word_alone_is_loud_enough()
    {
        var (_, measures) = await _shelf.JoinAsync("{}", await _shelf.SpeakAsync("No."));
        Assert.Empty(measures.Faults(expected: 0.2));
    }

    [Fact]
    public async Task Clicks_far_above_the_speech_do_not_keep_it_quiet()
    {
        // Peaks 30 dB above the rest: the limiter takes back most of every gain.
        var part = Enumerable.Range(0, 20).SelectMany(_ => new[] { (0.3, 0.03), (0.002, 0.95) });
        var (_, measures) = await _shelf.JoinAsync("{}", _shelf.Add(Shelf.Tone(part)));
        Assert.Empty(measures.Faults(expected: 0));
    }

    [Fact]
    public async Task Another_loudness_and_bitrate_are_taken_from_the_pipeline()
    {
        var (mp3, measures) = await _shelf.JoinAsync(
            """{"loudness":-20,"bitrate":64}""", await _shelf.SpeakAsync(Shelf.Words(100, 2)));
        Assert.InRange(measures.Loudness, -20.5, -19.5);
        Assert.Equal("64000", await _shelf.ProbeAsync(mp3, "-show_entries", "stream=bit_rate"));
    }

    public void Dispose() => _shelf.Dispose();
}
