using Pressrun.Cli.Hosting;
using Pressrun.Cli.Screens;
using Pressrun.Pipelines.Building;
using Pressrun.Rehearsing;
using Pressrun.Running;
using Pressrun.Surfaces.Tests.Screens;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>The terminal after a run that a bug has ended.</summary>
public sealed class DriverTests
{
    [Fact]
    public void A_bug_while_the_screen_is_drawn_gives_the_cursor_back()
    {
        using var shell = Bench.Make("one");
        var loaded = PipelineLoader.Load(new(shell.PathOf("p.yaml"), "p.yaml"));
        using var terminal = new Terminal(80, 24);
        using var signals = new Signals();
        var screen = new LiveScreen(terminal, () => (80, 24), TimeProvider.System, hasColor: false);
        var options = new RunOptions(
            loaded.Pipeline, loaded.Items.Source, new Dictionary<string, Seams.IProvider>(),
            new MemoryStore(TimeProvider.System));
        var driver = new Driver(screen, signals, 1, isOffline: false);
        screen.Show(Samples.Podcast);
        Assert.False(terminal.IsCursorShown);
        Assert.Throws<InvalidTimeZoneException>(() =>
            driver.Drive(options, () => throw new InvalidTimeZoneException("A bug.")));
        Assert.True(terminal.IsCursorShown);
    }
}
