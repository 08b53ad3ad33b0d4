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
        ["paused"] = Episodes with { State = RunActivity.Paused, UnknownCalls = 1 },
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
        Assert.Contains("rest untouched", Text(begun with { State = RunActivity.Ended }), StringComparison.Ordinal);

        static string Text(RunProgress progress) => string.Join('\n',
            ProgressView.Compose(progress, 80, 24, DateTimeOffset.UnixEpoch).Select(row => row.Text));
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

    private static IReadOnlyList<Row> Compose(RunProgress progress, int width, int height) =>
        ProgressView.Compose(progress, width, height, new HandTime().GetUtcNow());

    private static List<string> Lines(RunProgress progress, int width, int height) =>
        [.. Compose(progress, width, height).Select(row => row.Paint(hasColor: false))];
}
