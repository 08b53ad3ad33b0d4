using Pressrun.Cli.Screens;
using static Pressrun.Surfaces.Tests.Screens.Samples;

namespace Pressrun.Surfaces.Tests.Screens;

/// <summary>The region that is redrawn in place, as a terminal shows it.</summary>
public sealed class LiveScreenTests
{
    private readonly HandTime _time = new();

    private static readonly RunProgress[] All = [Episodes, Podcast, Fresh, Hostile, Tall];

    private static readonly string[] Notes =
    [
        "one", "report: out/runs/7f3a/report.html", "two\nlines", "\u001b[2J\u001b[Hgone", "",
        "日本の塩の道について " + new string('長', 60), new string('x', 130), string.Join(' ', Enumerable.Range(0, 90)),
    ];

    [Theory]
    [InlineData(80, 24, 1)]
    [InlineData(120, 40, 2)]
    [InlineData(40, 10, 3)]
    [InlineData(40, 4, 4)]
    public void The_terminal_shows_the_told_lines_and_below_them_the_last_progress(int width, int height, int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 20; round++)
        {
            var terminal = new Terminal(width, height);
            var screen = Screen(terminal);
            var (told, seen) = (new List<string>(), 0L);
            RunProgress? last = null;
            for (var step = 0; step < 30; step++)
            {
                _time.Pass(0.3);
                if (random.Next(3) == 0)
                {
                    var note = Notes[random.Next(Notes.Length)];
                    told.AddRange(note.Split('\n').Select(Cells.Clean));
                    screen.Line(note);
                }
                else
                {
                    last = All[random.Next(All.Length)] with { Elapsed = TimeSpan.FromSeconds(step) };
                    foreach (var failure in last.Failures.Where(failure => failure.Number > seen))
                    {
                        told.Add(failure.Describe());
                        seen = failure.Number;
                    }

                    screen.Show(last);
                }

                Assert.Equal(Expected(told, last, width, height), terminal.Everything);
                Assert.False(terminal.IsUpdating || terminal.IsCursorShown);
            }

            screen.End();
            Assert.Equal(Expected(told, last, width, height), terminal.Everything);
            Assert.True(terminal.IsCursorShown);
        }
    }

    [Theory]
    [InlineData(40, 10)]
    [InlineData(120, 40)]
    [InlineData(80, 9)]
    [InlineData(79, 24)]
    public void After_a_change_of_size_the_screen_is_written_anew(int width, int height)
    {
        var terminal = new Terminal(80, 24);
        var screen = Screen(terminal);
        screen.Show(Episodes);
        for (var note = 0; note < 40; note++)
        {
            _time.Pass(1);
            screen.Line($"note {note} of forty, in a line that is longer than the narrowest terminal of all");
        }

        terminal.Resize(width, height);
        _time.Pass(1);
        screen.Show(Episodes);

        var told = new[] { Episodes.Failures[0].Describe() }.Concat(Enumerable.Range(0, 40)
            .Select(note => $"note {note} of forty, in a line that is longer than the narrowest terminal of all"));
        var expected = Expected(told, Episodes, width, height);
        Assert.Equal(expected.TakeLast(height), terminal.Screen);
    }

    [Fact]
    public void It_draws_four_times_a_second_at_most()
    {
        var terminal = new Terminal(80, 24);
        var screen = Screen(terminal);
        screen.Show(Podcast);
        var drawn = terminal.Written;

        _time.Pass(0.24);
        screen.Show(Podcast with { Elapsed = TimeSpan.FromMinutes(1) });
        screen.Line("note");
        Assert.Equal(drawn, terminal.Written);

        _time.Pass(0.01);
        screen.Show(Podcast with { Elapsed = TimeSpan.FromMinutes(2) });
        Assert.Equal("note", terminal.Screen[0]);
        Assert.Contains("0:02:00", terminal.Screen[1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_held_back_is_shown_at_the_end()
    {
        var terminal = new Terminal(80, 24);
        var screen = Screen(terminal);
        screen.Show(Podcast);
        screen.Line("note");
        screen.Show(Podcast with { State = RunActivity.Ended });

        screen.End();

        Assert.Equal("note", terminal.Screen[0]);
        Assert.Contains("ended", terminal.Screen[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_is_the_same_costs_nothing()
    {
        var terminal = new Terminal(80, 24);
        var screen = Screen(terminal);
        screen.Show(Fresh);
        var drawn = terminal.Written;

        _time.Pass(1);
        screen.Show(Fresh);

        Assert.Equal(drawn, terminal.Written);
    }

    [Fact]
    public void An_interrupt_puts_the_cursor_back_and_the_next_picture_hides_it()
    {
        var terminal = new Terminal(80, 24);
        var screen = Screen(terminal);
        screen.Show(Podcast);
        screen.Restore();
        Assert.True(terminal.IsCursorShown);

        _time.Pass(1);
        screen.Show(Episodes);
        Assert.False(terminal.IsCursorShown);
    }

    [Fact]
    public void A_line_after_the_end_is_still_told_and_hides_no_cursor()
    {
        var terminal = new Terminal(80, 24);
        var screen = Screen(terminal);
        screen.Show(Fresh);
        screen.End();

        screen.Line("report: out/report.html");
        screen.Show(Podcast);
        screen.End();

        Assert.Equal("report: out/report.html", terminal.Screen[^1]);
        Assert.True(terminal.IsCursorShown);
    }

    [Fact]
    public void A_screen_that_showed_nothing_leaves_nothing()
    {
        var terminal = new Terminal(80, 24);

        Screen(terminal).End();

        Assert.Empty(terminal.Screen);
        Assert.True(terminal.IsCursorShown);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_colour_no_colour_is_sent(bool hasColor)
    {
        var terminal = new Terminal(80, 24);
        new LiveScreen(terminal, () => (80, 24), _time, hasColor).Show(Episodes);

        Assert.Equal(hasColor, terminal.HasSeenColor);
    }

    [Fact]
    public void A_terminal_that_is_gone_does_not_stop_the_run()
    {
        var output = new StringWriter();
        var screen = new LiveScreen(output, () => (0, -1), _time, hasColor: true);
        screen.Show(Fresh);
        output.Dispose();

        _time.Pass(1);
        screen.Show(Episodes);
        screen.End();
    }

    private LiveScreen Screen(Terminal terminal) =>
        new(terminal, () => (terminal.Width, terminal.Height), _time, hasColor: true);

    private List<string> Expected(IEnumerable<string> told, RunProgress? last, int width, int height)
    {
        var rows = last is null ? [] : ProgressView.Compose(last, width, height, _time.GetUtcNow());
        var lines = told.SelectMany(line => Cells.Wrap(line, width - 1))
            .Concat(rows.Select(row => row.Paint(hasColor: false)))
            .Select(line => line.TrimEnd())
            .ToList();
        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }
}
