using Pressrun.Cli.Screens;
using static Pressrun.Surfaces.Tests.Screens.Samples;

namespace Pressrun.Surfaces.Tests.Screens;

/// <summary>Progress line by line.</summary>
public sealed class PlainScreenTests : IDisposable
{
    private readonly HandTime _time = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly PlainScreen _screen;

    public PlainScreenTests() => _screen = new(_output, _time);

    public void Dispose() => _output.Dispose();

    [Fact]
    public void A_run_reads_as_approved()
    {
        var begun = Episodes with { ItemsDone = 0, Failures = [], Stages = [new("script", "item", 0, 1, 0, 125)] };
        _screen.Show(begun);
        for (var done = 0; done <= 125; done += 5)
        {
            _time.Pass(4);
            _screen.Show(begun with
            {
                ItemsDone = done,
                Failures = done < 20 ? [] : Episodes.Failures,
                Stages = [new("script", "item", done, 1, 0, 125)],
                FinishesIn = TimeSpan.FromMinutes(125 - done),
            });
        }

        _screen.Line("report: out/report.html");
        _screen.Show(Episodes with { State = RunActivity.Ended, ItemsDone = 122, ItemsFailed = 1 });
        _screen.End();
        _screen.End();

        Golden.Hold("plain", _output.ToString());
    }

    [Fact]
    public void A_silent_run_is_heard_of_every_thirty_seconds()
    {
        _screen.Show(Podcast);
        _time.Pass(29.9);
        _screen.Show(Podcast);
        Assert.Single(Lines());

        _time.Pass(0.1);
        _screen.Show(Podcast);
        _screen.Show(Podcast);
        Assert.Equal(2, Lines().Length);
    }

    [Fact]
    public void A_stage_at_work_says_now_and_then_which_limit_it_waits_for()
    {
        var limited = Podcast with
        {
            Stages =
            [
                new("script", "item", 2, 10, 0, 12, WaitsFor: "stage script, 2/min"),
                new("voice", "each", 1, 2, 0, 12, WaitsFor: "espeak/d*, 1 at once"),
                new("feed", "once", 0, 0, 0, 1, WaitsFor: "all items"),
            ],
        };
        _screen.Show(limited);
        _time.Pass(30);
        _screen.Show(limited);
        Assert.EndsWith(" $0   script waits for 2/min, voice waits for espeak/d*, 1 at once", Lines()[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_is_told_once_and_at_once()
    {
        _screen.Show(Episodes);
        _screen.Show(Episodes);

        Assert.Equal("19:17:00 failed 17 \"Salt roads\" voice: elevenlabs 400: text too long", Lines()[^1]);
        Assert.Equal(2, Lines().Length);
    }

    [Fact]
    public void An_offline_run_says_so_in_its_first_and_its_last_line()
    {
        _screen.Show(Podcast);
        _screen.End();

        Assert.All(Lines(), line => Assert.EndsWith("made offline with stand-ins", line, StringComparison.Ordinal));
    }

    [Fact]
    public void How_close_a_run_is_to_its_bound_is_told_when_it_has_worked_for_a_minute_and_at_its_end()
    {
        const string Above = "250% above the bound";
        _screen.Show(Podcast);
        _time.Pass(31);
        _screen.Show(Podcast with { Elapsed = TimeSpan.FromSeconds(59) });
        Assert.DoesNotContain("bound", _output.ToString(), StringComparison.Ordinal);

        _time.Pass(31);
        _screen.Show(Podcast with { Elapsed = TimeSpan.FromSeconds(60) });
        Assert.EndsWith($"$0   {Above}", Lines()[^1], StringComparison.Ordinal);

        _screen.Show(Podcast with
        {
            State = RunActivity.Ended,
            Bound = Podcast.Bound! with { Seconds = 20, Elapsed = 70 },
        });
        _screen.End();
        Assert.Contains($"0:00:07   $0   {Above} (local: 2 at once)   made", Lines()[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, "1 answer lost, nothing paid")]
    [InlineData(1_200, 414_000, "1,200 answers lost, ≤ $0.42 perhaps paid")]
    public void Calls_whose_answer_was_lost_are_told_on_the_way_and_at_the_end(int calls, long worst, string said)
    {
        var lost = Podcast with { UnknownCalls = calls, Unknown = new(worst) };
        _screen.Show(lost);
        _time.Pass(31);
        _screen.Show(lost);
        Assert.EndsWith($" $0   {said}", Lines()[^1], StringComparison.Ordinal);
        _screen.End();
        Assert.Contains($" $0   {said}   ", Lines()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_answer_was_lost_nothing_is_said_of_it()
    {
        _screen.Show(Podcast);
        _time.Pass(31);
        _screen.Show(Podcast);
        _screen.End();
        Assert.DoesNotContain("lost", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_interrupted_does_not_look_finished()
    {
        _screen.Show(Podcast with { State = RunActivity.Stopping });
        _screen.End();

        Assert.StartsWith("19:17:00 stopped: done 3 of 12 ", Lines()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void No_byte_of_it_acts_on_a_terminal()
    {
        _screen.Show(Hostile);
        _screen.Line("\u001b[31mred\u0007\u009b\r\n\u202eback");
        _time.Pass(31);
        _screen.Show(Hostile);
        _screen.End();

        Assert.DoesNotContain(_output.ToString(), unit => char.IsControl(unit) && unit != '\n');
        Assert.All(Lines(), line => Assert.StartsWith("19:17:", line, StringComparison.Ordinal));
    }

    [Fact]
    public void From_the_second_day_on_a_line_says_its_day()
    {
        _screen.Line("today");
        _time.Pass(24 * 60 * 60);
        _screen.Line("tomorrow");

        Assert.Equal(["19:17:00 today", "3 Nov 19:17:00 tomorrow"], Lines());
    }

    [Fact]
    public void A_pipe_that_is_closed_does_not_stop_the_run()
    {
        _output.Dispose();

        _screen.Show(Podcast);
        _screen.End();
    }

    private string[] Lines() => _output.ToString().TrimEnd().Split('\n');
}
