using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Seams;

namespace Pressrun.Tests.Rigging;

/// <summary>The latest run of a shop.</summary>
internal sealed class ShopSource(Shop shop) : IReplaySource
{
    // A trail is a second behind the journal.
    public IEnumerable<Record> Read(Query query) => query is Query.Item item
        ? Find(new Query.Tail(0)).Where(record => record.Ordinal == item.Ordinal)
        : Find(query);

    public IReadOnlyList<Record> ReadBeginning() =>
        [.. Read(new Query.Tail(0)).TakeWhile(record => record is not Record.Item)];

    public Stream Open(Blob blob) => shop.Memory.Open(blob);

    private List<Record> Find(Query query) =>
        shop.Memory.Image.Read(RunLease.None with { Run = shop.Memory.Image.Runs.Count }, query);
}
