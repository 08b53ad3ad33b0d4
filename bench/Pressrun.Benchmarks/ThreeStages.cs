using Pressrun.Providers;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Stages;

namespace Pressrun.Benchmarks;

/// <summary>What large batches are measured with: three stages, each needing the one before, a call each.</summary>
internal static class ThreeStages
{
    public const int CallsPerItem = 3;

    public static RunOptions Options(int items, IStore store, Action? asked)
    {
        var pipeline = new Pipeline("three", [
            new("draft", new Echo()),
            new("check", new Echo("draft")) { Needs = ["draft"] },
            new("final", new Echo("check")) { Needs = ["check"] },
        ]);
        var providers = new Dictionary<string, IProvider>
        {
            [InstantProvider.Name] = new OffLoop(new InstantProvider(asked)),
        };
        return new(pipeline, Items.Of(items), providers, store);
    }
}
