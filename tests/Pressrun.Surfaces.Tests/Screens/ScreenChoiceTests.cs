using Pressrun.Cli.Screens;

namespace Pressrun.Surfaces.Tests.Screens;

/// <summary>Which screen a run gets.</summary>
public sealed class ScreenChoiceTests
{
    private static readonly Surroundings Terminal = new(IsTerminal: true, Term: "xterm-256color");

    [Fact]
    public void A_terminal_is_drawn_on() => Holds(ProgressMode.Live, ProgressMode.Auto, Terminal);

    [Fact]
    public void A_pipe_gets_lines_even_if_live_is_asked_for()
    {
        Holds(ProgressMode.Plain, ProgressMode.Auto, Terminal with { IsTerminal = false });
        Holds(ProgressMode.Plain, ProgressMode.Live, Terminal with { IsTerminal = false });
    }

    [Fact]
    public void A_dumb_terminal_gets_lines()
    {
        Holds(ProgressMode.Plain, ProgressMode.Auto, Terminal with { Term = "dumb" });
        Holds(ProgressMode.Plain, ProgressMode.Live, Terminal with { Term = "dumb" });
    }

    [Fact]
    public void A_build_server_gets_lines_unless_live_is_asked_for()
    {
        Holds(ProgressMode.Plain, ProgressMode.Auto, Terminal with { Ci = "true" });
        Holds(ProgressMode.Live, ProgressMode.Live, Terminal with { Ci = "true" });
    }

    [Fact]
    public void Without_colours_there_are_lines_unless_live_is_asked_for()
    {
        foreach (var around in new[] { Terminal with { NoColor = "1" }, Terminal with { IsColorless = true } })
        {
            Holds(ProgressMode.Plain, ProgressMode.Auto, around);
            Holds(ProgressMode.Live, ProgressMode.Live, around);
            Assert.False(around.HasColor);
        }
    }

    [Fact]
    public void An_empty_variable_counts_as_unset() =>
        Holds(ProgressMode.Live, ProgressMode.Auto, Terminal with { NoColor = "", Ci = "" });

    [Fact]
    public void Quiet_is_quiet_but_events_were_asked_for()
    {
        Holds(ProgressMode.None, ProgressMode.Live, Terminal with { IsQuiet = true });
        Holds(ProgressMode.None, ProgressMode.None, Terminal);
        Holds(ProgressMode.Json, ProgressMode.Json, Terminal with { IsQuiet = true, IsTerminal = false });
    }

    [Fact]
    public void Events_go_to_the_results_and_everything_else_to_the_messages()
    {
        Assert.Equal((true, false), Wrote(ProgressMode.Json));
        Assert.Equal((false, true), Wrote(ProgressMode.Plain));
        Assert.Equal((false, true), Wrote(ProgressMode.Live));
        Assert.Equal((false, false), Wrote(ProgressMode.None));
    }

    private static void Holds(ProgressMode screen, ProgressMode wish, Surroundings around) =>
        Assert.Equal(screen, ScreenChoice.Decide(wish, around));

    private static (bool Results, bool Messages) Wrote(ProgressMode wish)
    {
        using var results = new StringWriter();
        using var messages = new StringWriter();
        var screen = ScreenChoice.Choose(wish, Terminal, results, messages, () => (80, 24), new HandTime());
        screen.Show(Samples.Podcast);
        screen.Line("note");
        screen.End();
        return (results.ToString().Length > 0, messages.ToString().Length > 0);
    }
}
