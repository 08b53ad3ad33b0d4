using System.Security.Cryptography;
using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Rehearsing;

/// <summary>
/// What is durable, as a data structure: the meaning of a store without a disk under it. Behind the store of rehearsals
/// and behind the simulated disk of the tests.
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

    /// <summary>Why a batch may not be written, or null.</summary>
    public StoreException? Refuse(Batch batch)
    {
        var run = RunOf(batch.Lease);
        if (run.Epoch != batch.Lease.Epoch)
        {
            return new(StoreFault.Fenced,
                $"Run {run.Id} was taken over by claim {run.Epoch}; claim {batch.Lease.Epoch} may not write any more.");
        }

        foreach (var record in batch.Records)
        {
            if (record is Record.Item { Added: { } added } && OpenElsewhere(run, added.Key) is { } other)
            {
                return new(StoreFault.Unusable,
                    $"Item {added.Key} is open in run {other.Id}; end that run before another takes the item up.");
            }
        }

        return null;
    }

    /// <summary>Adds an entry; the records become the image's own and are stamped.</summary>
    public void Commit(RunLease lease, IReadOnlyList<Record> records, Pulse? pulse, long at)
    {
        var run = RunOf(lease);
        if (records.Count > 0)
        {
            var entry = _entries.Count;
            for (var place = 0; place < records.Count; place++)
            {
                records[place].Stamp(((long)entry * EntryWriter.SeqsPerEntry) + place, at);
                run.Apply(records[place]);
            }

            _entries.Add(records);
            run.Entries.Add(entry);
        }

        if (pulse is not null)
        {
            run.Apply(pulse);
            foreach (var (lane, snapshot) in pulse.Lanes)
            {
                _lanes[lane] = snapshot;
            }
        }
    }

    public RunLease? Claim(RunClaim claim)
    {
        var run = _runs.FindLast(run => run.Pipeline == claim.Pipeline);
        if (claim is { NewId: not null, After: { } after } && (after.Run, after.Epoch) != (run?.Number ?? 0, run?.Epoch ?? 0))
        {
            throw new StoreException(StoreFault.Fenced,
                $"Another process has taken {claim.Pipeline} over meanwhile; nothing was made here.");
        }

        if (claim.NewId is { } id)
        {
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

    public IEnumerable<Record> Read(RunLease lease, Query query)
    {
        var run = RunOf(lease);
        return query switch
        {
            Query.Tail tail => Tail(run, tail.After),
            Query.Window window => run.Window(window.Priority, window.Ordinal, window.Limit).ToList()
                .SelectMany(item => TrailOf(run, item.Item.Ordinal).Prepend(item.Added())),
            Query.Item item => TrailOf(run, item.Ordinal),
            Query.Elsewhere elsewhere => Elsewhere(run, elsewhere.Key),
            Query.Outputs outputs => Outputs(run, outputs),
            _ => throw new ArgumentException($"A query of this kind is not known: {query}."),
        };
    }

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

    private StoredRun RunOf(RunLease lease) => _runs[(int)lease.Run - 1];

    private StoredRun? OpenElsewhere(StoredRun run, string key) => _runs.Find(other => other != run
        && other.Pipeline == run.Pipeline && other.ItemsByKey.TryGetValue(key, out var item)
        && item.State == ItemState.Open);

    private IEnumerable<Record> Tail(StoredRun run, long after) =>
        run.Entries.SkipWhile(entry => entry < after / EntryWriter.SeqsPerEntry)
            .SelectMany(entry => _entries[(int)entry]).Where(record => record.Seq > after);

    private IEnumerable<Record> TrailOf(StoredRun run, long ordinal) => run.TrailOf(ordinal).Select(At);

    private Record At(long seq) =>
        _entries[(int)(seq / EntryWriter.SeqsPerEntry)][(int)(seq % EntryWriter.SeqsPerEntry)];

    private IEnumerable<Record> Elsewhere(StoredRun run, string key)
    {
        foreach (var other in _runs.AsEnumerable().Reverse())
        {
            if (other == run || other.Pipeline != run.Pipeline)
            {
                continue;
            }

            if (key.Length > 0 && other.ItemsByKey.TryGetValue(key, out var item))
            {
                yield return item.Present();
            }

            foreach (var record in key.Length == 0 ? TrailOf(other, 0)
                     : other.ItemsByKey.TryGetValue(key, out var known) ? TrailOf(other, known.Item.Ordinal) : [])
            {
                yield return record;
            }
        }
    }

    private IEnumerable<Record> Outputs(StoredRun run, Query.Outputs query)
    {
        foreach (var item in run.InOrder())
        {
            if (query.IsDoneOnly && item.State != ItemState.Done)
            {
                continue;
            }

            yield return item.Added();
            foreach (var record in TrailOf(run, item.Item.Ordinal))
            {
                if (record is Record.Done done && done.Stage == query.Stage)
                {
                    yield return done;
                }
            }
        }
    }
}
