using Pressrun.Providers;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Stages;

namespace Pressrun.Benchmarks;

/// <summary>What large batches are measured with: three stages, each needing the one before, a call each.</summary>
internal static class ThreeStages
{
    public const int CallsPerItem = 3;

    /// <summary>The stages; the second may have a prompt.</summary>
    public static Pipeline Pipeline(string prompt = "") => new("three", [
        new("draft", new Echo()),
        new("check", new Echo("draft", prompt)) { Needs = ["draft"] },
        new("final", new Echo("check")) { Needs = ["check"] },
    ]);

    public static IReadOnlyDictionary<string, IProvider> Providers(Action? asked) => new Dictionary<string, IProvider>
    {
        [InstantProvider.Name] = new OffLoop(new InstantProvider(asked)),
    };

    public static RunOptions Options(int items, IStore store, Action? asked) =>
        new(Pipeline(), Items.Of(items), Providers(asked), store);
}
