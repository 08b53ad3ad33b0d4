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
    private readonly Dictionary<long, Task<Dictionary<CallKey, Earlier>>> _calls = [];

    /// <summary>Whether there are earlier runs at all.</summary>
    public bool HasAny => lease.HasEarlier;

    /// <summary>What earlier runs know of a call.</summary>
    /// <param name="ordinal">The item in this run.</param>
    /// <param name="item">The item's key.</param>
    /// <param name="key">The call.</param>
    public async ValueTask<Earlier> FindAsync(long ordinal, string item, CallKey key)
    {
        if (!lease.HasEarlier)
        {
            return Earlier.None;
        }

        if (!_calls.TryGetValue(ordinal, out var reading))
        {
            _calls.Add(ordinal, reading = ReadAsync(item));
        }

        return (await reading).GetValueOrDefault(key, Earlier.None);
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
    public void Release(long ordinal) => _calls.Remove(ordinal);

    private async Task<Dictionary<CallKey, Earlier>> ReadAsync(string key)
    {
        var calls = new Dictionary<CallKey, Earlier>();
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
                    break;
                case Record.Item { State: ItemState.Open }:
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

        return calls;

        Earlier Of(CallKey call)
        {
            if (!calls.TryGetValue(call, out var earlier))
            {
                calls.Add(call, earlier = new());
            }

            return earlier;
        }
    }
}
