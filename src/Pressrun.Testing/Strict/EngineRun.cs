using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Rehearsing;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Testing.Strict;

/// <summary>
/// One run of a regime through the whole engine: pipeline, journal, caller and governor against a strict provider, in
/// virtual time. The number of the run fixes every draw.
/// </summary>
internal sealed class EngineRun : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    private readonly Loop _loop = new(new VirtualWaiter(Start));
    private readonly Node _world;
    private readonly MemoryStore _store;

    private EngineRun()
    {
        _world = _loop.Node("world");
        _store = new(_world.Time);
    }

    /// <summary>Carries out a run, with what an earlier one left in the store where the regime says so.</summary>
    public static RegimeResult Of(Regime regime, RegimeMode mode, int run)
    {
        using var engine = new EngineRun();
        if (regime.IsWarm)
        {
            engine.Go(regime with { Calls = 600 }, mode, run + 100);
            // So that everything has refilled.
            engine._loop.Run("pause", async node =>
            {
                await Task.Delay(TimeSpan.FromHours(1), node.Time, CancellationToken.None);
                return true;
            });
        }

        return engine.Go(regime, mode, run);
    }

    /// <inheritdoc/>
    public void Dispose() => _loop.Dispose();

    private RegimeResult Go(Regime regime, RegimeMode mode, int run)
    {
        var provider = new StrictProvider(regime, mode, run, _world);
        var providers = new Dictionary<string, IProvider>(StringComparer.Ordinal)
        {
            [StrictQuestion.Provider] = provider,
        };
        var options = new RunOptions(
            StrictQuestion.Pipeline, StrictQuestion.Items(regime.Calls, run), providers, _store)
        {
            Seed = run,
        };
        var begun = _world.Time.Now;
        Node? engine = null;
        var snapshot = "";
        var result = _loop.Run("engine", async node =>
        {
            engine = node;
            using var working = new Run(node, options);
            var ended = await working.RunAsync(CancellationToken.None);
            snapshot = LaneStart.Write(working.Context!.Governor.Lanes.Single(), node.Time.Now, node.WallMicros);
            return ended;
        });
        var took = _world.Time.Now - begun;
        engine!.Kill();
        var done = result.Items.GetValueOrDefault(ItemState.Done);
        return provider.IsTiredOf || (done == regime.Calls && provider.Served == regime.Calls)
            ? new(took, provider.Bound, provider.Refusals, provider.IsTiredOf, snapshot)
            : throw new InvalidOperationException($"Of {regime.Calls} items {done} are done, {provider.Served} calls "
                + $"were carried out, and the run is {result.Ending} {result.Cause}.");
    }
}
