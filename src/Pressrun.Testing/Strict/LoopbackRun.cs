using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Testing.Strict;

/// <summary>
/// A run of the whole engine on the real clock against a strict server behind real sockets. Takes as long as it says.
/// </summary>
internal static class LoopbackRun
{
    /// <summary>Carries out a run on a thread of its own.</summary>
    /// <param name="row">What is run.</param>
    /// <param name="run">The number of the run, which fixes the calls; nothing fixes the time they take.</param>
    /// <param name="offLoop">Lets a provider work off the loop, as the host does.</param>
    /// <exception cref="InvalidOperationException">A call was not answered exactly once.</exception>
    public static async Task<RegimeResult> OfAsync(LoopbackRow row, int run, Func<IProvider, IProvider> offLoop)
    {
        var calls = row.Calls(run);
        var server = new StrictLoopback(row.Regime.RulesIn(row.Mode), calls, TimeProvider.System);
        await using (server)
        {
            using var provider = new StrictHttpProvider(row, calls, server.Address);
            var (result, took) = await Task.Factory.StartNew(
                () => Go(offLoop(provider), calls.Length, run), CancellationToken.None,
                TaskCreationOptions.LongRunning, TaskScheduler.Default);
            var done = result.Items.GetValueOrDefault(ItemState.Done);
            return done == calls.Length && server.Served.All(times => times == 1)
                ? new(took, row.Bound(calls), server.Refusals, IsFailed: false, Snapshot: "")
                : throw new InvalidOperationException($"Of {calls.Length} items {done} are done, "
                    + $"{server.Served.Count(times => times != 1)} calls were not carried out once, and the run "
                    + $"is {result.Ending} {result.Cause}.");
        }
    }

    private static (RunResult Result, TimeSpan Took) Go(IProvider provider, int calls, int run)
    {
        var start = TimeProvider.System.GetTimestamp();
        var providers = new Dictionary<string, IProvider>(StringComparer.Ordinal)
        {
            [StrictQuestion.Provider] = provider,
        };
        var store = new MemoryStore(TimeProvider.System);
        var items = StrictQuestion.Items(calls, run);
        var options = new RunOptions(StrictQuestion.Pipeline, items, providers, store) { Seed = run };
        using var loop = new Loop(new RealWaiter());
        var result = loop.Run("engine", async node =>
        {
            using var working = new Run(node, options);
            return await working.RunAsync(CancellationToken.None);
        });
        return (result, TimeProvider.System.GetElapsedTime(start));
    }
}
