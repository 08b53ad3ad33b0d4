using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Seams;

namespace Pressrun.Testing;

/// <summary>The latest run of a keeper, read as people read it.</summary>
internal sealed class KeptRun(IKeeper keeper) : IReplaySource
{
    // A trail is a second behind the journal.
    public IEnumerable<Record> Read(Query query) => query is Query.Item item
        ? Find(new Query.Tail(0)).Where(record => record.Ordinal == item.Ordinal)
        : Find(query);

    public IReadOnlyList<Record> ReadBeginning() =>
        [.. Find(new Query.Tail(0)).TakeWhile(record => record is not Record.Item)];

    public Stream Open(Blob blob) => keeper.Open(blob);

    private IReadOnlyList<Record> Find(Query query) => keeper.Read(RunLease.None with { Run = keeper.Runs }, query);
}
