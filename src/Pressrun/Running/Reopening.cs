using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Running;

/// <summary>
/// An item that came to its end short of done and is to be tried again: its failed tries count no more, and what cost
/// nothing is asked again. What was paid for is not.
/// </summary>
/// <param name="Ordinal">The item, in the pipeline's latest run.</param>
/// <param name="Key">The item's key: should a new run be made, it is not left alone there either.</param>
/// <param name="Was">The state it stands in now: failed, in review or skipped.</param>
/// <param name="Stage">The stage that decided it; null if none did.</param>
public sealed record Reopening(long Ordinal, string Key, ItemState Was, string? Stage)
{
    /// <summary>
    /// Whether what cost nothing is kept as well, because a person has decided of what it gave. <value>No.</value>
    /// </summary>
    public bool KeepsAnswers { get; init; }

    /// <summary>
    /// Those of them that still stand as they did: others somebody has taken up since, who was quicker to claim the
    /// run.
    /// </summary>
    internal static async Task<IReadOnlyList<Reopening>> StillAsync(
        Node node, IStore store, RunLease lease, IReadOnlyList<Reopening> items, CancellationToken ct)
    {
        if (items.Count == 0)
        {
            return items;
        }

        var wanted = items.DistinctBy(item => item.Ordinal).ToDictionary(item => item.Ordinal);
        var still = new List<Reopening>();
        await foreach (var record in node.ReadOutsideAsync(
            store.ReadAsync(lease, new Query.Outputs(Stage: null, IsDoneOnly: false), ct)))
        {
            if (record is Record.Item { Was: null } now && wanted.GetValueOrDefault(now.Number) is { } item
                && now.State == item.Was)
            {
                still.Add(item);
            }
        }

        return still;
    }

    /// <summary>Makes it durable that items are open again.</summary>
    internal static async Task WriteAsync(RunState state, Journal journal, IReadOnlyList<Reopening> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        if (state.Settings!.Phase == RunPhase.Ended)
        {
            await journal.AppendAsync(state.Settings with { Phase = RunPhase.Open, Cause = "items are tried again" });
        }

        foreach (var some in items.Chunk(Batch.RecordsMax))
        {
            await journal.AppendAsync([.. some.Select(item => (Record)new Record.Item(
                item.Ordinal, ItemState.Open, item.Was, Stage: item.Stage,
                Cause: item.KeepsAnswers ? "a person decided" : "tried again")
            {
                KeepsAnswers = item.KeepsAnswers,
            })]);
        }

        // The store's folds must show them as open before the first are taken up.
        await journal.PulseAsync();
    }
}
