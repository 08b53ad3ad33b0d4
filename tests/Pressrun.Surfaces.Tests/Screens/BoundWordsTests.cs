using System.Text;
using System.Text.Json;
using Pressrun.Cli.Screens;
using Pressrun.Reporting;

namespace Pressrun.Surfaces.Tests.Screens;

/// <summary>How close a run came to its bound.</summary>
public sealed class BoundWordsTests
{
    private static readonly Bound Long = Samples.Episodes.Bound!;

    [Theory]
    [InlineData(100, 103.4, "3.4% above the bound (tts-1: 50/min)")]
    [InlineData(100, 200, "100% above the bound (tts-1: 50/min)")]
    [InlineData(1, 9.9, null)]
    [InlineData(1, 23.46, "2,246% above the bound (tts-1: 50/min)")]
    [InlineData(100, 100.06, "0.1% above the bound (tts-1: 50/min)")]
    [InlineData(100, 100.04, null)]
    [InlineData(100, 99, null)]
    [InlineData(0, 5, null)]
    [InlineData(double.PositiveInfinity, 5, null)]
    [InlineData(double.NaN, 5, null)]
    public void It_is_told_as_a_share_with_what_binds_and_not_at_all_where_it_is_nothing(
        double seconds, double elapsed, string? words) =>
        Assert.Equal(words, BoundWords.Of(new Bound(seconds, elapsed, "tts-1: 50/min", null, 0, seconds / 2, [])));

    [Fact]
    public void An_item_that_binds_is_not_named()
    {
        var bound = new Bound(10, 12, "the longest item, \u001b[31mkey", "local: 2 at once", 5, null, []);
        Assert.Equal("20.0% above the bound (longest item)", BoundWords.Of(bound));
    }

    [Fact]
    public void Nothing_of_a_name_acts_on_a_terminal() => Assert.Equal(
        "20.0% above the bound (fetch/a[2J.b: 1/s)",
        BoundWords.Of(new Bound(10, 12, "fetch/a\u001b[2J.b: 1/s", null, 0, 5, [])));

    [Fact]
    public void The_last_words_of_a_long_run_say_what_the_most_of_the_gap_went_to() => Assert.Equal(
        [
            "3.4% above the bound (elevenlabs: 2 at once): the calls took 2 h 14 min; in no order could they take "
                + "less than 2 h 10 min",
            "  of that 2 min 31 s: the last calls beyond the shortest; 1 min 30 s: refused calls",
        ],
        BoundWords.Last(Long));

    [Fact]
    public void Of_parts_of_the_gap_no_more_than_three_are_told_and_none_below_a_second_or_a_hundredth()
    {
        var gap = Enumerable.Range(0, 6).Select(part => new GapPart($"cause {part}", part)).ToList();
        Assert.Equal("  of that 5.0 s: cause 5; 4.0 s: cause 4; 3.0 s: cause 3", Last(61));
        Assert.Equal("  of that 5.0 s: cause 5", Last(499));
        Assert.DoesNotContain("of that", Last(501), StringComparison.Ordinal);
        Assert.DoesNotContain("of that", Last(59), StringComparison.Ordinal);

        string Last(double elapsed) =>
            BoundWords.Last(new Bound(50, elapsed, "local: 2 at once", null, 0, 25, gap)).Last();
    }

    [Fact]
    public void A_run_that_was_as_fast_as_can_be_ends_without_a_word_of_it()
    {
        Assert.Empty(BoundWords.Last(null));
        Assert.Empty(BoundWords.Last(Long with { Elapsed = Long.Seconds }));
    }

    [Fact]
    public void Two_lengths_that_read_alike_are_not_set_against_each_other() => Assert.Equal(
        ["0.4% above the bound (local: 2 at once)"],
        BoundWords.Last(new Bound(20.1, 20.18, "local: 2 at once", null, 0, 10, [])));

    [Fact]
    public void Programs_get_every_figure_and_null_where_there_is_none()
    {
        Assert.Equal("""{"bound":null}""", Json(null));
        const string Told =
            """
            {"bound":{"seconds":null,"elapsed_seconds":1.235,"above":0,"binding":"a: 1/s","second":null,
            "second_seconds":null,"doubled_seconds":null,"gap":[{"cause":"other","seconds":-0.5}]}}
            """;
        Assert.Equal(Told.Replace("\n", "", StringComparison.Ordinal),
            Json(new(double.PositiveInfinity, 1.23456, "a: 1/s", null, 0, null, [new("other", -0.5)])));
    }

    private static string Json(Bound? bound)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            BoundJson.Write(json, bound);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
