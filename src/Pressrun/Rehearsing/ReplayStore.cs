using System.Runtime.CompilerServices;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Rehearsing;

/// <summary>
/// Takes what a replay writes into memory; what the replayed run knows is to it what an earlier run knows.
/// </summary>
/// <param name="memory">Where it writes.</param>
/// <param name="source">The run.</param>
/// <param name="find">An item of it as it stands, by its key; null if it does not know it.</param>
internal sealed class ReplayStore(MemoryStore memory, IReplaySource source, Func<string, Record.Item?> find)
    : DelegatingStore(memory)
{
    /// <inheritdoc/>
    public override async IAsyncEnumerable<Record> ReadAsync(
        RunLease lease, Query query, [EnumeratorCancellation] CancellationToken ct)
    {
        if (query is not Query.Elsewhere elsewhere)
        {
            await foreach (var record in base.ReadAsync(lease, query, ct))
            {
                yield return record;
            }

            yield break;
        }

        var item = elsewhere.Key.Length == 0 ? null : find(elsewhere.Key);
        if (elsewhere.IsNewestOnly)
        {
            // What is done is to be done again; all else is passed over.
            if (item is { State: not ItemState.Done })
            {
                yield return item;
            }

            yield break;
        }

        foreach (var record in source.Read(new Query.Item(item?.Number ?? 0)).Concat(source.Read(elsewhere)))
        {
            yield return record;
        }
    }

    /// <inheritdoc/>
    public override Stream Open(Blob blob)
    {
        try
        {
            return base.Open(blob);
        }
        catch (StoreException)
        {
            return source.Open(blob);
        }
    }

    /// <inheritdoc/>
    public override async Task<RunLease?> ClaimAsync(RunClaim claim, CancellationToken ct) =>
        await base.ClaimAsync(claim, ct) is { } lease ? lease with { HasEarlier = true } : null;
}
