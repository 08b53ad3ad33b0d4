using Pressrun.Cli.Hosting;
using Pressrun.Model;
using Pressrun.Pipelines.Building;
using Pressrun.Rehearsing;
using Pressrun.Running;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>The engine's progress in the words of a screen.</summary>
public sealed class ProgressMapTests
{
    private static readonly Progress Begun = new(
        "abcd", new Dictionary<ItemState, long>(), [], [], Money.Zero, Money.Zero, Money.Zero, 0, 0, new());

    [Fact]
    public void A_run_that_has_taken_up_no_item_yet_knows_how_many_there_are() =>
        Assert.Equal(3, Of(Begun).ItemsTotal);

    [Fact]
    public void What_may_have_been_paid_for_nothing_reaches_the_screen()
    {
        var shown = Of(Begun with { UnknownCalls = 2, Unknown = new(7) });
        Assert.Equal((2, new Money(7)), (shown.UnknownCalls, shown.Unknown));
    }

    private static Cli.Screens.RunProgress Of(Progress progress)
    {
        using var shell = Bench.Make("one", "two", "three");
        var loaded = PipelineLoader.Load(new(shell.PathOf("p.yaml"), "p.yaml"));
        var options = new RunOptions(
            loaded.Pipeline, loaded.Items.Source, new Dictionary<string, Seams.IProvider>(),
            new MemoryStore(TimeProvider.System));
        return new ProgressMap(options, loaded.Items.Count, isOffline: false).Of(progress, TimeSpan.Zero, []);
    }
}
