using System.Runtime.CompilerServices;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Benchmarks;

/// <summary>Counts what is read from a store, by kind of query.</summary>
internal sealed class CountingStore(IStore inner) : DelegatingStore(inner)
{
    /// <summary>Records read as the journal's tail.</summary>
    public int Tail { get; private set; }

    /// <summary>Records read for the first items.</summary>
    public int Window { get; private set; }

    public override async IAsyncEnumerable<Record> ReadAsync(
        RunLease lease, Query query, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var record in Inner.ReadAsync(lease, query, ct))
        {
            Tail += query is Query.Tail ? 1 : 0;
            Window += query is Query.Window ? 1 : 0;
            yield return record;
        }
    }
}
