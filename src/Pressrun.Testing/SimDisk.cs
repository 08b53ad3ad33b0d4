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
internal sealed class SimDisk(Node node, Draws draws, Oracle oracle) : IStore
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
        if (batch.Records.Count > Batch.RecordsMax)
        {
            throw new Violation(29, $"a batch of {batch.Records.Count} records");
        }

        if (Image.Refuse(batch) is null)
        {
            oracle.Submitted(batch);
        }

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
        foreach (var record in Image.Read(lease, query).ToList())
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
            if (Image.Refuse(pending.Batch) is null)
            {
                Keep(pending);
            }
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
                : Image.Refuse(pending.Batch);
            if (refusal is not null)
            {
                oracle.Count(refusal.Fault == StoreFault.Fenced ? "fenced write refused" : "disk full");
                pending.Done.SetException(refusal);
                continue;
            }

            if (isSlow)
            {
                oracle.Count("slow disk");
            }

            Keep(pending);
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

    private void Keep(Pending pending)
    {
        Commits++;
        var at = (node.Loop.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var records = pending.Encoded.Lines.Length == 0
            ? []
            : EntryReader.Read(pending.Encoded.Lines, pending.Encoded.Raw, Image.Entries.Count, at);
        Image.Commit(pending.Batch.Lease, records, pending.Batch.Pulse, at);
        pending.Written = records;
        oracle.Durable(pending.Batch.Lease, records);
    }

    private void Tell(Pending pending)
    {
        for (var place = 0; place < pending.Written.Count; place++)
        {
            pending.Batch.Records[place].Stamp(pending.Written[place].Seq, pending.Written[place].At);
        }

        oracle.Acknowledged(pending.Batch.Lease, pending.Written);
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

        public (byte[] Lines, byte[] Raw) Encoded { get; } = encoded;

        public List<Record> Written { get; set; } = [];

        public TaskCompletionSource Done { get; } = new();
    }
}
