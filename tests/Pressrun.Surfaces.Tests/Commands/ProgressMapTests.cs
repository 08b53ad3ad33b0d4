using Pressrun.Cli.Hosting;
using Pressrun.Model;
using Pressrun.Pipelines.Building;
using Pressrun.Rehearsing;
using Pressrun.Running;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>The engine's progress in the words of a screen.</summary>
public sealed class ProgressMapTests
{
    [Fact]
    public void A_run_that_has_taken_up_no_item_yet_knows_how_many_there_are()
    {
        using var shell = Bench.Make("one", "two", "three");
        var loaded = PipelineLoader.Load(new(shell.PathOf("p.yaml"), "p.yaml"));
        var options = new RunOptions(
            loaded.Pipeline, loaded.Items.Source, new Dictionary<string, Seams.IProvider>(),
            new MemoryStore(TimeProvider.System));
        var begun = new Progress(
            "abcd", new Dictionary<ItemState, long>(), [], [], Money.Zero, Money.Zero, Money.Zero, 0, 0, new());
        var shown = new ProgressMap(options, loaded.Items.Count, isOffline: false).Of(begun, TimeSpan.Zero, []);
        Assert.Equal(3, shown.ItemsTotal);
    }
}
