using System.Globalization;
using Pressrun.Calling;
using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Running;

/// <summary>
/// Decides which run is driven: an unfinished one that is still what is wanted, else a new one, else none.
/// </summary>
internal sealed class Opening
{
    private Opening(RunLease lease, Recovery recovery) => (Lease, Recovery) = (lease, recovery);

    /// <summary>The claim.</summary>
    public RunLease Lease { get; }

    /// <summary>The run as it stands.</summary>
    public Recovery Recovery { get; }

    /// <summary>Whether the pipeline's run before this one had the same definition.</summary>
    public bool IsSameDefinition => Recovery.State.Settings is { } settings && settings.Before == settings.Fingerprint;

    /// <summary>The run to drive, or how the latest one stands if there is nothing to do.</summary>
    public static async Task<(Opening? Opening, RunResult? Latest)> OpenAsync(
        Node node, RunOptions options, Func<IReadOnlyDictionary<string, string>?> lanes, CancellationToken ct)
    {
        string? before = null;
        var claim = new RunClaim(options.Pipeline.Name, options.Holder);
        var latest = await node.LeaveAsync(options.Store.ClaimAsync(claim, ct));
        if (latest is not null)
        {
            var hasMore = options.Reopenings.Count + options.Arrivals.Count + options.Decisions.Count > 0;
            if (!hasMore && Memo.Read(latest.Memo) is { } memo && IsDone(memo.Settings, options))
            {
                var ended = new RunState();
                ended.Restore(memo);
                return (null, RunResult.Of(RunEnding.Nothing, "", latest.Id, ended));
            }

            var recovery = await RecoverAsync(node, options, latest, lanes, ct);
            await SettleAsync(node, options, latest, recovery);
            var settings = recovery.State.Settings;
            if (!hasMore && IsDone(settings, options))
            {
                return (null, RunResult.Of(RunEnding.Nothing, "", latest.Id, recovery.State));
            }

            if (settings is null || (settings.Phase != RunPhase.Superseded && IsSame(settings, options)
                && (hasMore || settings.Phase != RunPhase.Ended)))
            {
                var again = await StartAsync(options, new(latest, recovery), settings?.Before);
                await Reopening.WriteAsync(recovery.State, recovery.Journal,
                    await Reopening.StillAsync(node, options.Store, latest, options.Reopenings, ct));
                return (again, null);
            }

            before = settings.Fingerprint;
            if (settings.Phase != RunPhase.Ended)
            {
                var journal = recovery.Journal;
                await journal.AppendAsync(
                    settings with { Phase = RunPhase.Superseded, Cause = "the pipeline or its items changed" });
                await journal.PulseAsync();
            }
        }

        var wanted = claim with { NewId = NewId(node, options, latest), After = latest ?? RunLease.None };
        var made = await node.LeaveAsync(options.Store.ClaimAsync(wanted, ct))
            ?? throw new StoreException(StoreFault.Unusable, "The store made no new run; look at its folder.");
        var fresh = await RecoverAsync(node, options, made, lanes, ct);
        return (await StartAsync(options, new(made, fresh), before), null);
    }

    private static bool IsDone(Record.Run? settings, RunOptions options) =>
        settings is { Phase: RunPhase.Ended } && IsSame(settings, options);

    private static bool IsSame(Record.Run settings, RunOptions options) =>
        settings.Fingerprint == options.Pipeline.Fingerprint && settings.Source == options.Source.Hash;

    private static Task<Recovery> RecoverAsync(
        Node node, RunOptions options, RunLease lease, Func<IReadOnlyDictionary<string, string>?> lanes,
        CancellationToken ct) =>
        Recovery.ReadAsync(node, options.Store, lease, options.Holder,
            starts => lanes() ?? LaneStart.WriteAll(
                LanesOf(options), options.Pipeline.Stages, starts, node.Time.Now, node.WallMicros),
            LanesOf(options).Where(lane => lane.Within is not null).DistinctBy(lane => lane.Name)
                .ToDictionary(lane => lane.Name, lane => lane.Within!.Name, StringComparer.Ordinal),
            options.PulseEvery, ct);

    private static IEnumerable<Lane> LanesOf(RunOptions options) =>
        options.Providers.Values.SelectMany(provider => provider.Profile.Lanes.Values);

    private static async Task<Opening> StartAsync(RunOptions options, Opening opening, string? before)
    {
        var (state, journal) = (opening.Recovery.State, opening.Recovery.Journal);
        if (state.Settings is null)
        {
            var records = options.Pipeline.Stages.Select(stage =>
                (Record)new Record.Definition(stage.Name, stage.Fingerprint(), stage.GatesFingerprint()));
            await journal.AppendAsync([new Record.Run(RunPhase.Filling, options.Pipeline.Name,
                options.Pipeline.Fingerprint, options.Source.Hash, options.Budget, Before: before), .. records]);
        }
        else if (state.Settings.Budget != options.Budget)
        {
            await journal.AppendAsync(state.Settings with { Budget = options.Budget, Cause = "the budget changed" });
        }

        return opening;
    }

    // What a person says counts like what a provider says, for the attempts of this run and of earlier ones.
    private static async Task SettleAsync(Node node, RunOptions options, RunLease lease, Recovery recovery)
    {
        if (options.Arrivals.Count + options.Decisions.Count == 0)
        {
            return;
        }

        await Decision.WriteAsync(recovery.Journal, options.Decisions);

        var archive = new Archive(node, options.Store, lease);
        foreach (var arrival in options.Arrivals)
        {
            foreach (var open in recovery.State.Open.Values.Where(open => open.Intent.Key == arrival.Call)
                         .OrderBy(open => open.Seq).ToList())
            {
                await recovery.Journal.AppendAsync(new Record.Reply(arrival.Ordinal, arrival.Stage, open.Seq,
                    arrival.Call, open.Intent.Attempt, Say(arrival, open.Intent.Demand.WorstCase), TimeSpan.Zero,
                    IsLate: true));
            }

            foreach (var lost in (await archive.FindAsync(arrival.Ordinal, arrival.Item, arrival.Call)).Lost.ToList())
            {
                await recovery.Journal.AppendAsync(new Record.Reply(arrival.Ordinal, arrival.Stage, 0, arrival.Call, 0,
                    Say(arrival, Money.Zero), TimeSpan.Zero, From: lost.Seq));
            }
        }

        // Should a new run be made, nobody folds this one again.
        await recovery.Journal.PulseAsync();
    }

    private static Reply Say(Arrival arrival, Money cost) => arrival.IsThere
        ? new(Outcome.Answered.Instance, Body.Empty) { Cost = cost }
        : new(new Outcome.Failed(Failure.Transient, "it did not arrive, a person says"), Body.Empty);

    // Derived, not drawn, so that a simulation names its runs the same every time.
    private static string NewId(Node node, RunOptions options, RunLease? latest)
    {
        var digest = new Digest("run/1");
        digest.Add(options.Pipeline.Name);
        digest.Add(options.Holder);
        digest.Add(latest?.Run ?? 0);
        digest.Add(node.Loop.UtcNow.ToString("O", CultureInfo.InvariantCulture));
        return digest.ToHex()[..8];
    }
}
