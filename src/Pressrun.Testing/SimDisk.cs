using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Testing;

/// <summary>
/// A store on a simulated disk: commits take time, may be slow or find no space, and a crash keeps a prefix of what was
/// under way. Everything goes through the codec, so that what is read back is what a real file would give.
/// </summary>
internal sealed class SimDisk(Node node, Draws draws, IDiskWatcher watcher) : IStore
{
    private readonly Queue<Pending> _pending = new();
    private long _commits;
    private int _life;
    private bool _isBusy;

    /// <summary>What is durable.</summary>
    public StoreImage Image { get; } = new();

    /// <summary>Faults in force; changed by the driver.</summary>
    public Faults Faults { get; set; } = Faults.None;

    /// <summary>Commits that became durable.</summary>
    public long Commits { get; private set; }

    /// <summary>Told before a commit is carried out, and when it is durable but nobody has been told.</summary>
    public Action<long, bool> CommitReached { get; set; } = (_, _) => { };

    /// <inheritdoc/>
    public Task CommitAsync(Batch batch, CancellationToken ct)
    {
        if (Image.Refuse(batch) is null)
        {
            watcher.Submitted(batch);
        }

        // Only now: the watcher has its own words for a batch that is too large.
        StoreImage.Check(batch);
        var pending = new Pending(batch, Encode(batch.Records));
        _pending.Enqueue(pending);
        if (!_isBusy)
        {
            _isBusy = true;
            var life = _life;
            node.Detach(() => WriteAsync(life));
        }

        return pending.Done.Task;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Record> ReadAsync(
        RunLease lease, Query query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var record in Image.Read(lease, query))
        {
            yield return record;
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Blob> PutAsync(Stream content, CancellationToken ct) => Task.FromResult(Image.Put(content));

    /// <inheritdoc/>
    public Stream Open(Blob blob) => Image.Open(blob);

    /// <inheritdoc/>
    public async Task<RunLease?> ClaimAsync(RunClaim claim, CancellationToken ct)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(1), node.Time, ct);
        return Image.Claim(claim);
    }

    /// <summary>
    /// The process that wrote is gone. After a kill any prefix of the commits under way may have reached the disk;
    /// after a power cut none of them has, and the one being written may have left a torn tail, which is dropped.
    /// </summary>
    public int Crash(bool isPowerCut)
    {
        _life++;
        _isBusy = false;
        var under = _pending.ToArray();
        _pending.Clear();
        var kept = isPowerCut ? 0 : draws.For("crash", (ulong)_life).Int("kept", 0, under.Length);
        foreach (var pending in under.AsSpan(0, kept))
        {
            TryKeep(pending);
        }

        return under.Length - kept;
    }

    private async Task WriteAsync(int life)
    {
        while (life == _life && _pending.TryPeek(out var pending))
        {
            var chance = draws.For("commit", (ulong)++_commits);
            var isSlow = chance.Chance("slow", Faults.SlowDisk);
            await Task.Delay(TimeSpan.FromMilliseconds(isSlow
                ? 50 + (1950 * chance.Unit("stall"))
                : 0.2 + chance.LogNormal("latency", 1, 1)), node.Time);
            if (life != _life)
            {
                return;
            }

            CommitReached(_commits, false);
            if (life != _life)
            {
                return;
            }

            _pending.Dequeue();
            var refusal = chance.Chance("full", Faults.FullDisk)
                ? new(StoreFault.Full, "No space left on the simulated disk; it will come back.")
                : TryKeep(pending);
            if (refusal is not null)
            {
                watcher.Count(refusal.Fault == StoreFault.Fenced ? "fenced write refused" : "disk full");
                pending.Done.SetException(refusal);
                continue;
            }

            if (isSlow)
            {
                watcher.Count("slow disk");
            }

            CommitReached(_commits, true);
            if (life != _life)
            {
                return;
            }

            Tell(pending);
        }

        if (life == _life)
        {
            _isBusy = false;
        }
    }

    // What is checked is what will be read back: two texts may become the same on their way through the codec.
    private StoreException? TryKeep(Pending pending)
    {
        var at = node.WallMicros;
        var batch = pending.Batch with { Records = pending.Decode(Image.Entries.Count, at) };
        if (Image.Refuse(batch) is { } refusal)
        {
            return refusal;
        }

        Commits++;
        Image.Commit(batch, at);
        pending.Written = batch.Records;
        watcher.Durable(batch.Lease, batch.Records);
        return null;
    }

    private void Tell(Pending pending)
    {
        for (var place = 0; place < pending.Written.Count; place++)
        {
            pending.Batch.Records[place].Stamp(pending.Written[place].Seq, pending.Written[place].At);
        }

        watcher.Acknowledged(pending.Batch.Lease, pending.Written);
        pending.Done.SetResult();
    }

    private static (byte[] Lines, byte[] Raw) Encode(IReadOnlyList<Record> records)
    {
        using var writer = new EntryWriter();
        foreach (var record in records)
        {
            writer.Add(record);
        }

        return (writer.Lines.ToArray(), writer.Raw.ToArray());
    }

    private sealed class Pending(Batch batch, (byte[] Lines, byte[] Raw) encoded)
    {
        public Batch Batch { get; } = batch;

        public IReadOnlyList<Record> Written { get; set; } = [];

        public TaskCompletionSource Done { get; } = new();

        public List<Record> Decode(long entry, long at) => EntryReader.Read(encoded.Lines, encoded.Raw, entry, at);
    }
}
