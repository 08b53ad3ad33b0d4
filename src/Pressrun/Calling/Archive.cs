using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Calling;

/// <summary>
/// What the pipeline's earlier runs know of an item: a reply that was paid for once is not paid for again because a new
/// run began. Read once an item, let go with it. Used on the loop only.
/// </summary>
internal sealed class Archive(Node node, IStore store, RunLease lease)
{
    private readonly Dictionary<long, Task<Known>> _known = [];

    /// <summary>Whether there are earlier runs at all.</summary>
    public bool HasAny => lease.HasEarlier;

    /// <summary>What earlier runs know of a call.</summary>
    /// <param name="ordinal">The item in this run.</param>
    /// <param name="item">The item's key.</param>
    /// <param name="key">The call.</param>
    public async ValueTask<Earlier> FindAsync(long ordinal, string item, CallKey key)
    {
        return lease.HasEarlier
            ? (await KnowAsync(ordinal, item)).Calls.GetValueOrDefault(key, Earlier.None)
            : Earlier.None;
    }

    /// <summary>What a person decided in an earlier run of a result; null if nobody did.</summary>
    /// <param name="ordinal">The item in this run.</param>
    /// <param name="item">The item's key.</param>
    /// <param name="judged">The stage, the part and the result's hash.</param>
    public async ValueTask<Record.Verdict?> FindDecisionAsync(
        long ordinal, string item, (string Stage, string Part, string Hash) judged) => lease.HasEarlier
        ? (await KnowAsync(ordinal, item)).Decided.GetValueOrDefault(judged)
        : null;

    private Task<Known> KnowAsync(long ordinal, string item)
    {
        if (!_known.TryGetValue(ordinal, out var reading))
        {
            _known.Add(ordinal, reading = ReadAsync(item));
        }

        return reading;
    }

    /// <summary>The item's record in the run before this one, or null if that run does not know it.</summary>
    public async ValueTask<Record.Item?> FindItemAsync(string key)
    {
        if (!lease.HasEarlier)
        {
            return null;
        }

        await foreach (var record in node.ReadOutsideAsync(
            store.ReadAsync(lease, new Query.Elsewhere(key) { IsNewestOnly = true }, CancellationToken.None)))
        {
            return record as Record.Item;
        }

        return null;
    }

    /// <summary>Lets go of what was read for an item.</summary>
    public void Release(long ordinal) => _known.Remove(ordinal);

    private async Task<Known> ReadAsync(string key)
    {
        var calls = new Dictionary<CallKey, Earlier>();
        var decided = new Dictionary<(string, string, string), Record.Verdict>();
        var newer = new HashSet<(string, string, string)>();
        var cleared = new HashSet<long>();
        // What cost nothing, and of that what was asked anew when the item was tried again.
        var (free, again) = (new HashSet<CallKey>(), new HashSet<CallKey>());
        await foreach (var record in node.ReadOutsideAsync(
            store.ReadAsync(lease, new Query.Elsewhere(key), CancellationToken.None)))
        {
            switch (record)
            {
                case Record.Item { Was: null }:
                    // The next older run: its answers are older than any that was taken.
                    free.Clear();
                    again.Clear();
                    newer.UnionWith(decided.Keys);
                    break;
                case Record.Verdict { IsPersons: true } verdict
                    when !newer.Contains((verdict.Stage, verdict.Part, verdict.Judged)):
                    decided[(verdict.Stage, verdict.Part, verdict.Judged)] = verdict;
                    break;
                case Record.Item { State: ItemState.Open, KeepsAnswers: false }:
                    again.UnionWith(free);
                    break;
                // The newest run comes first: what it settled, older ones still show as open.
                case Record.Intent intent:
                    if (intent.Demand.WorstCase == Money.Zero && Of(intent.Key).Answer is null)
                    {
                        free.Add(intent.Key);
                    }

                    Of(intent.Key).Add(intent, isLost: !cleared.Contains(intent.Seq));
                    break;
                case Record.Reply reply:
                    var call = Of(reply.Key);
                    call.Settle(reply.Of);
                    cleared.Add(reply.From);
                    if (reply.Content.Outcome is Outcome.Answered
                        && (call.Answer is null || again.Remove(reply.Key)))
                    {
                        call.Answer = reply;
                    }

                    break;
            }
        }

        return new(calls, decided);

        Earlier Of(CallKey call)
        {
            if (!calls.TryGetValue(call, out var earlier))
            {
                calls.Add(call, earlier = new());
            }

            return earlier;
        }
    }

    private sealed record Known(
        Dictionary<CallKey, Earlier> Calls,
        Dictionary<(string Stage, string Part, string Hash), Record.Verdict> Decided);
}
