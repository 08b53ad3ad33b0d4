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
    private readonly Dictionary<long, Task<Dictionary<CallKey, Record.Reply>>> _replies = [];

    /// <summary>Whether there are earlier runs at all.</summary>
    public bool HasAny => lease.HasEarlier;

    /// <summary>The answer an earlier run has to this call, or null.</summary>
    public async ValueTask<Record.Reply?> FindAsync(LiveItem item, CallKey key)
    {
        if (!_replies.TryGetValue(item.Item.Ordinal, out var reading))
        {
            _replies.Add(item.Item.Ordinal, reading = ReadAsync(item.Item.Key));
        }

        return (await reading).GetValueOrDefault(key);
    }

    /// <summary>The item's record in the latest earlier run that knows it, or null.</summary>
    public async ValueTask<Record.Item?> FindItemAsync(string key)
    {
        if (!lease.HasEarlier)
        {
            return null;
        }

        await foreach (var record in node.ReadOutsideAsync(
            store.ReadAsync(lease, new Query.Elsewhere(key), CancellationToken.None)))
        {
            return record as Record.Item;
        }

        return null;
    }

    /// <summary>Lets go of what was read for an item.</summary>
    public void Release(long ordinal) => _replies.Remove(ordinal);

    private async Task<Dictionary<CallKey, Record.Reply>> ReadAsync(string key)
    {
        var replies = new Dictionary<CallKey, Record.Reply>();
        await foreach (var record in node.ReadOutsideAsync(
            store.ReadAsync(lease, new Query.Elsewhere(key), CancellationToken.None)))
        {
            if (record is Record.Reply { Content.Outcome: Outcome.Answered } reply)
            {
                replies.TryAdd(reply.Key, reply);
            }
        }

        return replies;
    }
}
