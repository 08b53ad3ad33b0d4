using Pressrun.Cli.Screens;
using static Pressrun.Surfaces.Tests.Screens.Samples;

namespace Pressrun.Surfaces.Tests.Screens;

/// <summary>How progress is laid out.</summary>
public sealed class ProgressViewTests
{
    private static readonly Dictionary<string, RunProgress> All = new()
    {
        ["episodes"] = Episodes,
        ["podcast"] = Podcast,
        ["fresh"] = Fresh,
        ["hostile"] = Hostile,
        ["tall"] = Tall,
        ["paused"] = Episodes with { State = RunActivity.Paused, UnknownCalls = 1, Unknown = new(414_000) },
    };

    public static TheoryData<string, int, int> Sizes { get; } = [.. from name in All.Keys
        from size in new[] { (120, 40), (80, 24), (40, 10) }
        select new TheoryDataRow<string, int, int>(name, size.Item1, size.Item2)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_run_looks_as_approved(string name, int width, int height) =>
        Golden.Hold($"{name}-{width}x{height}", string.Join('\n', Lines(All[name], width, height)) + "\n");

    [Fact]
    public void A_stage_waits_for_nothing_any_more_when_the_run_has_ended()
    {
        var begun = Podcast with { Stages = [new("script", "item", 3, 0, 0, 12)] };
        Assert.Contains("waiting", Text(begun), StringComparison.Ordinal);
        foreach (var state in (RunActivity[])[RunActivity.Ended, RunActivity.Stopping])
        {
            Assert.Contains("9 left", Text(begun with { State = state }), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    [InlineData(40)]
    public void Of_a_selection_no_stage_waits_for_what_was_not_selected(int width)
    {
        var begun = Podcast with
        {
            IsSelection = true,
            Stages = [new("article", "item", 5, 0, 0, 12), new("feed", "once", 0, 0, 0, 1)],
        };
        Assert.Contains("5/12  7 left\n", Text(begun, width), StringComparison.Ordinal);
        var ended = Text(begun with { State = RunActivity.Ended }, width);
        Assert.Contains("5/12  7 left\n", ended, StringComparison.Ordinal);
        Assert.Contains("0/1  not run\n", ended, StringComparison.Ordinal);
        Assert.DoesNotContain("waiting", ended, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(120, "10 working  waits for 2/min")]
    [InlineData(80, "10 working  waits for 2/min")]
    [InlineData(60, "10 working  waits for 2/min")]
    [InlineData(40, "waits  script for 2/min")]
    public void A_stage_at_work_says_which_limit_it_waits_for(int width, string expected)
    {
        var limited = Podcast with
        {
            Stages = [new("script", "item", 2, 10, 0, 12, WaitsFor: "stage script, 2/min")],
        };
        Assert.Contains(expected, Text(limited, width), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "2/min", Text(limited with { State = RunActivity.Paused }, width), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_stage_waits_for_has_a_line_of_its_own_where_it_is_long()
    {
        const string Cause = "anthropic/claude-*, 40000 input tokens/min";
        var limited = Podcast with { Stages = [new("script", "item", 2, 10, 1, 12, WaitsFor: Cause)] };
        Assert.EndsWith($"\n  waits  script for {Cause}", Text(limited, 80), StringComparison.Ordinal);
    }

    [Fact]
    public void The_colours_are_as_approved() =>
        Golden.Hold(
            "colours",
            string.Join('\n', Compose(Episodes, 120, 40).Select(row => row.Paint(hasColor: true)))
                .Replace('\u001b', '^') + "\n");

    [Fact]
    public void Every_size_holds_the_lines()
    {
        int[] heights = [1, 2, 5, 10, 24, 60];
        foreach (var (width, height) in Enumerable.Range(1, 130).SelectMany(width => heights.Select(it => (width, it))))
        {
            foreach (var (name, progress) in All)
            {
                var lines = Lines(progress, width, height);
                Assert.InRange(lines.Count, 1, Math.Max(1, height - 1));
                Assert.All(lines, line => Assert.True(
                    Cells.Width(line) <= Math.Max(1, width - 1), $"{name} at {width}x{height}: {line}"));
            }
        }
    }

    [Fact]
    public void How_close_a_run_is_to_its_bound_never_takes_a_line_from_stages_at_work()
    {
        const string Above = "3.4% above the bound";
        Assert.Contains(Above, Lines(Episodes, 130, 12)[0], StringComparison.Ordinal);
        Assert.DoesNotContain(Above, Lines(Episodes, 80, 24)[0], StringComparison.Ordinal);
        Assert.Contains(Lines(Episodes, 80, 24)[7..], line => line.Contains(Above, StringComparison.Ordinal));
        Assert.Equal(
            Lines(Episodes with { Bound = null }, 40, 10), Lines(Episodes, 40, 10));
    }

    [Theory]
    [InlineData(120, 40)]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    [InlineData(30, 4)]
    public void An_offline_run_says_so_at_every_size(int width, int height) =>
        Assert.Contains(Lines(Podcast, width, height), line => line.Contains("made offline", StringComparison.Ordinal));

    [Fact]
    public void Stages_at_work_stay_in_sight_when_lines_are_short()
    {
        var lines = string.Join('\n', Lines(Tall, 80, 12));

        Assert.Contains("stage-9 ", lines, StringComparison.Ordinal);
        Assert.Contains("stage-25 ", lines, StringComparison.Ordinal);
    }

    private static string Text(RunProgress progress, int width = 80) => string.Join('\n',
        ProgressView.Compose(progress, width, 24, DateTimeOffset.UnixEpoch).Select(row => row.Text));

    private static IReadOnlyList<Row> Compose(RunProgress progress, int width, int height) =>
        ProgressView.Compose(progress, width, height, new HandTime().GetUtcNow());

    private static List<string> Lines(RunProgress progress, int width, int height) =>
        [.. Compose(progress, width, height).Select(row => row.Paint(hasColor: false))];
}
