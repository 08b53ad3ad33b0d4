using System.Security.Cryptography;
using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Rehearsing;

/// <summary>
/// What is durable, as a data structure: the meaning of a store without a disk under it. Behind the store of rehearsals
/// and behind the simulated disk of the tests. Whoever writes asks <see cref="Refuse"/> first.
/// </summary>
internal sealed class StoreImage
{
    private readonly List<StoredRun> _runs = [];
    private readonly List<IReadOnlyList<Record>> _entries = [[]];
    private readonly Dictionary<string, string> _lanes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    public IReadOnlyList<StoredRun> Runs => _runs;

    /// <summary>All entries; entry 0 does not exist.</summary>
    public IReadOnlyList<IReadOnlyList<Record>> Entries => _entries;

    /// <summary>Throws <see cref="ArgumentException"/> for what cannot be a batch at all.</summary>
    public static void Check(Batch batch)
    {
        if (batch.Records.Count > Batch.RecordsMax || (batch.Records.Count == 0 && batch.Pulse is null))
        {
            throw new ArgumentException(
                $"A batch has 1 to {Batch.RecordsMax} records or a pulse, not {batch.Records.Count} records.");
        }

        foreach (var record in batch.Records)
        {
            if (record.Seq != 0)
            {
                throw new ArgumentException($"Record {record.Seq} is durable already: it cannot be written twice.");
            }
        }
    }

    /// <summary>Why a batch may not be written, or null; changes nothing.</summary>
    public StoreException? Refuse(Batch batch)
    {
        if (RunOf(batch.Lease) is not { } run || run.Epoch != batch.Lease.Epoch)
        {
            return new(StoreFault.Fenced, $"Run {batch.Lease.Id} is not, or no longer, driven under claim " +
                $"{batch.Lease.Epoch}; nothing more is written under it.");
        }

        return RefuseAdded(run, batch.Records) ?? RefuseReopened(run, batch.Pulse);
    }

    /// <summary>
    /// Adds an entry that was not refused; its records become the image's own and are stamped.
    /// </summary>
    public void Commit(Batch batch, long at)
    {
        var run = RunOf(batch.Lease)!;
        var phase = Append(run, batch.Records, at);
        if (batch.Pulse is { } pulse)
        {
            run.Apply(pulse);
            foreach (var (lane, snapshot) in pulse.Lanes)
            {
                _lanes[lane] = snapshot;
            }
        }

        // After the pulse, which may still speak of items that a superseded run leaves out here.
        if (phase == RunPhase.Superseded)
        {
            run.LeaveOpenItemsOut();
        }
    }

    public RunLease? Claim(RunClaim claim)
    {
        var run = _runs.FindLast(run => run.Pipeline == claim.Pipeline);
        if (claim.NewId is { } id)
        {
            if (claim.After is { } after && (after.Run, after.Epoch) != (run?.Number ?? 0, run?.Epoch ?? 0))
            {
                throw new StoreException(StoreFault.Fenced,
                    $"Another process has taken {claim.Pipeline} over meanwhile; nothing was made here.");
            }

            if (_runs.Exists(other => other.Id == id))
            {
                throw new StoreException(StoreFault.Unusable,
                    $"There is a run {id} already. Draw another id for the new one, or take over that run.");
            }

            _runs.Add(run = new(_runs.Count + 1, id, claim.Pipeline));
        }

        if (run is null)
        {
            return null;
        }

        run.Epoch++;
        return new(run.Number, run.Id, run.Epoch, run.Memo, run.Folded, new Dictionary<string, string>(_lanes,
            StringComparer.Ordinal), _runs.Exists(other => other != run && other.Pipeline == run.Pipeline));
    }

    /// <summary>What a query asks for, as it is now: later commits do not show in it.</summary>
    public List<Record> Read(RunLease lease, Query query) => RunOf(lease) is not { } run ? [] : query switch
    {
        Query.Tail tail => [.. Tail(run, tail.After)],
        Query.Window window => [.. run.Window(window.Priority, window.Ordinal, window.Limit)
            .SelectMany(item => TrailOf(run, item.Ordinal).Prepend(item.Added()))],
        Query.Item item => [.. TrailOf(run, item.Ordinal)],
        Query.Elsewhere elsewhere => [.. Elsewhere(run, elsewhere)],
        Query.Outputs outputs => [.. Outputs(run, outputs)],
        _ => throw new ArgumentException($"A query of this kind is not known: {query}."),
    };

    public Blob Put(Stream content)
    {
        using var memory = new MemoryStream();
        content.CopyTo(memory);
        var bytes = memory.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        _blobs[hash] = bytes;
        return new(hash, bytes.Length);
    }

    public Stream Open(Blob blob) => _blobs.TryGetValue(blob.Hash, out var bytes) && bytes.Length == blob.Length
        ? new MemoryStream(bytes, writable: false)
        : throw new StoreException(StoreFault.Damaged, $"Blob {blob.Hash} of {blob.Length} bytes is not in the store.");

    private StoredRun? RunOf(RunLease lease) =>
        lease.Run >= 1 && lease.Run <= _runs.Count ? _runs[(int)lease.Run - 1] : null;

    private StoreException? RefuseAdded(StoredRun run, IReadOnlyList<Record> records)
    {
        HashSet<long>? ordinals = null;
        HashSet<string>? keys = null;
        foreach (var record in records)
        {
            if (record is not Record.Item { Added: { Key: var key } } item)
            {
                continue;
            }

            ordinals ??= [];
            keys ??= new(StringComparer.Ordinal);
            if (run.Find(item.Number) is not null || !ordinals.Add(item.Number)
                || run.Find(key) is not null || !keys.Add(key))
            {
                return new(StoreFault.Unusable, $"Run {run.Id} has an item {item.Number} or an item `{key}` already; " +
                    "give each item of the source a key of its own.");
            }

            if (item.State == ItemState.Open && RefuseOpening(run, key) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private StoreException? RefuseReopened(StoredRun run, Pulse? pulse)
    {
        foreach (var row in pulse?.Items ?? [])
        {
            if (row.State == ItemState.Open && run.Find(row.Ordinal) is { } item
                && RefuseOpening(run, item.Key) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private StoreException? RefuseOpening(StoredRun run, string key)
    {
        foreach (var other in _runs)
        {
            if (other != run && other.Pipeline == run.Pipeline && other.Find(key) is { Row.State: ItemState.Open })
            {
                return new(StoreFault.Unusable, $"Item `{key}` is open in run {other.Id}, and an item is open in one " +
                    "run only; end that run before another takes the item up.");
            }
        }

        return null;
    }

    // Returns the phase the records leave the run in; null if they do not speak of it.
    private RunPhase? Append(StoredRun run, IReadOnlyList<Record> records, long at)
    {
        if (records.Count == 0)
        {
            return null;
        }

        RunPhase? phase = null;
        var entry = _entries.Count;
        for (var place = 0; place < records.Count; place++)
        {
            var record = records[place];
            record.Stamp(((long)entry * EntryWriter.SeqsPerEntry) + place, at);
            if (record is Record.Item { Added: { } added } item)
            {
                run.Add(item, added);
            }
            else if (record is Record.Run entered)
            {
                phase = entered.Phase;
            }
        }

        _entries.Add(records);
        run.Entries.Add(entry);
        return phase;
    }

    private IEnumerable<Record> Tail(StoredRun run, long after) =>
        run.Entries.SkipWhile(entry => entry < after / EntryWriter.SeqsPerEntry)
            .SelectMany(entry => _entries[entry]).Where(record => record.Seq > after);

    private IEnumerable<Record> TrailOf(StoredRun run, long ordinal) => run.TrailOf(ordinal).Select(At);

    private Record At(long seq) =>
        _entries[(int)(seq / EntryWriter.SeqsPerEntry)][(int)(seq % EntryWriter.SeqsPerEntry)];

    private IEnumerable<Record> Elsewhere(StoredRun run, Query.Elsewhere query)
    {
        var key = query.Key;
        var others = _runs.AsEnumerable().Reverse().Where(other => other != run && other.Pipeline == run.Pipeline);
        foreach (var other in query.IsNewestOnly ? others.Take(1) : others)
        {
            if (key.Length == 0)
            {
                foreach (var record in TrailOf(other, 0))
                {
                    yield return record;
                }
            }
            else if (other.Find(key) is { } item)
            {
                yield return item.Present();
                foreach (var record in TrailOf(other, item.Ordinal))
                {
                    yield return record;
                }
            }
        }
    }

    private IEnumerable<Record> Outputs(StoredRun run, Query.Outputs query)
    {
        foreach (var item in run.InOrder())
        {
            if (query.IsDoneOnly && item.Row.State != ItemState.Done)
            {
                continue;
            }

            yield return item.Present();
            foreach (var record in TrailOf(run, item.Ordinal))
            {
                if (record is Record.Item || (record is Record.Done done && done.Stage == query.Stage))
                {
                    yield return record;
                }
            }
        }
    }
}
