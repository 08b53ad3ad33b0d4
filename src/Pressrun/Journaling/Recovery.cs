using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Journaling;

/// <summary>
/// Brings a claimed run back to where its journal says it stands: memo, then the records since, then every call that
/// was open is booked as unknown. A fresh run is the same with nothing to read.
/// </summary>
internal sealed class Recovery
{
    private readonly Dictionary<string, LaneStart> _lanes;
    private readonly IReadOnlyDictionary<string, string> _shared;

    private Recovery(RunState state, Journal journal, Dictionary<string, LaneStart> lanes,
        IReadOnlyDictionary<string, string> shared) =>
        (State, Journal, _lanes, _shared) = (state, journal, lanes, shared);

    /// <summary>The run as it stands.</summary>
    public RunState State { get; }

    /// <summary>The journal, ready for more.</summary>
    public Journal Journal { get; }

    /// <summary>What is known of each lane, of what lanes share, and of each stage's own limits.</summary>
    public IReadOnlyDictionary<string, LaneStart> Lanes => _lanes;

    /// <summary>Calls that were open when the former process ended.</summary>
    public IReadOnlyList<OpenCall> Left { get; private set; } = [];

    /// <param name="node">The engine's node.</param>
    /// <param name="store">The store.</param>
    /// <param name="lease">The claim.</param>
    /// <param name="holder">Process and host, for the journal.</param>
    /// <param name="lanes">What each lane knows, asked for at every pulse with what the journal shows of them.</param>
    /// <param name="shared">What each lane shares with others, by name; lanes that share nothing are left out.</param>
    /// <param name="pulseEvery">How often folds are written; zero only when asked.</param>
    /// <param name="ct">Stops reading.</param>
    public static async Task<Recovery> ReadAsync(
        Node node, IStore store, RunLease lease, string holder,
        Func<IReadOnlyDictionary<string, LaneStart>, IReadOnlyDictionary<string, string>> lanes,
        IReadOnlyDictionary<string, string> shared, TimeSpan pulseEvery, CancellationToken ct)
    {
        var state = new RunState();
        var starts = new Dictionary<string, LaneStart>(StringComparer.Ordinal);
        var pulse = new PulseWriter(node, state, () => lanes(starts), pulseEvery);
        var recovery = new Recovery(state, new(node, store, lease, state, pulse), starts, shared);
        foreach (var (lane, snapshot) in lease.Lanes)
        {
            recovery._lanes[lane] = new(snapshot);
        }

        await recovery.ReadTailAsync(node, store, lease, pulse, ct);
        await recovery.BookOpenAsync(lease, holder);
        await recovery.Journal.PulseAsync();
        await recovery.LoadBatchAsync(node, store, lease, ct);
        return recovery;
    }

    private async Task ReadTailAsync(
        Node node, IStore store, RunLease lease, PulseWriter pulse, CancellationToken ct)
    {
        var after = 0L;
        if (Memo.Read(lease.Memo) is { } totals)
        {
            State.Restore(totals);
            after = lease.Folded;
        }

        await foreach (var record in node.ReadOutsideAsync(store.ReadAsync(lease, new Query.Tail(after), ct)))
        {
            if (record is Record.Reply { From: 0 } reply && State.Open.TryGetValue(reply.Of, out var open)
                && open.Seq <= after)
            {
                // Its intent is older than the snapshot, but it may have left later: it waited for room once more.
                AddSent(open.Intent, reply.At);
            }

            State.Apply(record);
            pulse.Note(record);
            if (record is Record.Intent intent)
            {
                AddSent(intent, intent.At);
            }
        }
    }

    private async Task BookOpenAsync(RunLease lease, string holder)
    {
        foreach (var open in State.Open.Values)
        {
            foreach (var start in StartsOf(open.Intent))
            {
                start.AddOpen(open.Intent.Demand);
            }
        }

        Left = [.. State.Open.Values.Where(open => !open.IsUnknown).OrderBy(open => open.Seq)];
        await Journal.AppendAsync(new Record.Lease(holder, lease.Epoch, Left.Count));
        foreach (var some in Left.Chunk(Batch.RecordsMax))
        {
            await Journal.AppendAsync([.. some.Select(open => (Record)new Record.Unknown(
                open.Intent.Number, open.Intent.Stage, open.Seq, open.Intent.Key, open.Intent.Attempt,
                "the process that sent it has ended",
                IsTry: false))]);
        }
    }

    private async Task LoadBatchAsync(Node node, IStore store, RunLease lease, CancellationToken ct)
    {
        State.Release(0);
        var batch = new LiveItem(new("", ""));
        await foreach (var record in node.ReadOutsideAsync(store.ReadAsync(lease, new Query.Item(0), ct)))
        {
            batch.Apply(record);
        }

        State.Load(batch);
    }

    private void AddSent(Record.Intent intent, long at)
    {
        foreach (var start in StartsOf(intent))
        {
            start.AddSent(intent.Demand, at);
        }
    }

    private IEnumerable<LaneStart> StartsOf(Record.Intent intent)
    {
        yield return LaneOf(intent.Lane);
        yield return LaneOf(LaneSnapshot.NameOf(intent.Stage));
        if (_shared.TryGetValue(intent.Lane, out var shared))
        {
            yield return LaneOf(shared);
        }
    }

    private LaneStart LaneOf(string lane)
    {
        if (!_lanes.TryGetValue(lane, out var start))
        {
            _lanes.Add(lane, start = new(null));
        }

        return start;
    }
}
