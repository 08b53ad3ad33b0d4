using System.Text;
using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Stores;

/// <summary>What every store does, whatever it is made of. A store's own test class inherits this one.</summary>
public abstract partial class StoreConformance
{
    protected const string Pipeline = "articles";

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Whether what is read back has been through the codec of the journal.</summary>
    protected virtual bool IsEncoding => true;

    /// <summary>A new, empty store.</summary>
    protected abstract Task<IStore> OpenAsync();

    /// <summary>The same store as the next process finds it, after the former one has ended.</summary>
    protected abstract Task<IStore> ReopenAsync(IStore store);

    /// <summary>
    /// The same store as another process sees it while the former lives; null if the store cannot lock.
    /// </summary>
    protected virtual Task<IStore?> OpenBesideAsync(IStore store) => Task.FromResult<IStore?>(null);

    protected static async Task<RunLease> NewRunAsync(IStore store, string id = "0000000a", string pipeline = Pipeline)
    {
        var lease = await store.ClaimAsync(new(pipeline, "pid 1 on mill", id), Ct);
        Assert.NotNull(lease);
        return lease;
    }

    protected static async Task<RunLease> TakeOverAsync(IStore store, string pipeline = Pipeline)
    {
        var lease = await store.ClaimAsync(new(pipeline, "pid 2 on mill"), Ct);
        Assert.NotNull(lease);
        return lease;
    }

    protected static Task CommitAsync(IStore store, RunLease lease, params Record[] records) =>
        store.CommitAsync(new(lease, records), Ct);

    protected static Task PulseAsync(
        IStore store, RunLease lease, IEnumerable<Record>? trail = null, IReadOnlyList<ItemRow>? items = null,
        IReadOnlyDictionary<string, string>? lanes = null, string? memo = null, long folded = 0) =>
        store.CommitAsync(new(lease, [], Pulse(trail, items, lanes, memo, folded)), Ct);

    protected static Pulse Pulse(
        IEnumerable<Record>? trail = null, IReadOnlyList<ItemRow>? items = null,
        IReadOnlyDictionary<string, string>? lanes = null, string? memo = null, long folded = 0) => new(
        [.. (trail ?? []).Select(record => new TrailRow(record.Ordinal, record.Seq))], items ?? [],
        lanes ?? new Dictionary<string, string>(), memo, folded);

    protected static async Task<List<Record>> ReadAsync(IStore store, RunLease lease, Query query)
    {
        var records = new List<Record>();
        await foreach (var record in store.ReadAsync(lease, query, Ct))
        {
            records.Add(record);
        }

        return records;
    }

    protected static Task<List<Record>> TailAsync(IStore store, RunLease lease, long after = 0) =>
        ReadAsync(store, lease, new Query.Tail(after));

    protected static Task<List<Record>> WindowAsync(IStore store, RunLease lease, int limit = 50_000) =>
        ReadAsync(store, lease, new Query.Window(long.MinValue, 0, limit));

    protected static async Task<StoreException> RefusedAsync(StoreFault fault, Func<Task> step)
    {
        var refusal = await Assert.ThrowsAsync<StoreException>(step);
        Assert.Equal(fault, refusal.Fault);
        return refusal;
    }

    protected static Record.Item Added(long ordinal, string? key = null, long? priority = null) => new(
        ordinal, ItemState.Open, Added: new(key ?? $"item-{ordinal}", $"{{\"n\":{ordinal}}}")
        {
            Ordinal = ordinal,
            Priority = priority,
        });

    protected static Record.Note Note(long ordinal, string text) => new(ordinal, "engine", text);

    protected static Record.Done Done(long ordinal, string stage, string text) =>
        new(ordinal, stage, "", "f1", Output.Of(text));

    protected static ItemRow Row(long ordinal, ItemState state) => new(ordinal, state, "script", "because", 12_000);

    /// <summary>
    /// A record as text: place, time, line and bodies, so that two are equal if nothing of them differs.
    /// </summary>
    protected static string Print(Record record) => $"{record.Seq} {record.At} {Content(record)}";

    /// <summary>A record as text, but for its place and time.</summary>
    protected static string Content(Record record)
    {
        using var entry = new EntryWriter();
        entry.Add(record);
        return Encoding.UTF8.GetString(entry.Lines.Span) + Convert.ToHexString(entry.Raw.Span);
    }

    protected static void Same(IEnumerable<Record> expected, IEnumerable<Record> actual) =>
        Assert.Equal(expected.Select(Print), actual.Select(Print));

    /// <summary>The ordinals of the items among the records, in order.</summary>
    protected static IEnumerable<long> Items(IEnumerable<Record> records) =>
        records.OfType<Record.Item>().Select(item => item.Number);
}
