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
internal sealed class SimDisk(Node node, Draws draws, IDiskWatcher watcher, IKeeper keeper) : IStore
{
    private readonly Queue<Pending> _pending = new();
    private long _commits;
    private int _life;
    private int _blobs;
    private int _claims;
    private bool _isBusy;
    private bool _isUnreadable;

    /// <summary>How many runs were made.</summary>
    public int Runs => keeper.Runs;

    /// <summary>Faults in force; changed by the driver.</summary>
    public Faults Faults { get; set; } = Testing.Faults.None;

    /// <summary>Commits that became durable.</summary>
    public long Commits { get; private set; }

    /// <summary>Told before a commit is carried out, and when it is durable but nobody has been told.</summary>
    public Action<long, bool> CommitReached { get; set; } = (_, _) => { };

    /// <inheritdoc/>
    public Task CommitAsync(Batch batch, CancellationToken ct)
    {
        if (!keeper.IsFenced(batch.Lease))
        {
            watcher.Submitted(batch);
        }

        // Only now: the watcher has its own words for a batch that is too large.
        StoreImage.Check(batch);
        var pending = new Pending(batch, Encode(batch.Records));
        CanaryRule.Check(batch, pending.Lines, pending.Raw);
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
        if (_isUnreadable && query is Query.Tail)
        {
            throw new StoreException(StoreFault.Damaged, "A page of the simulated disk cannot be read just now.");
        }

        foreach (var record in keeper.Read(lease, query))
        {
            yield return record;
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<Blob> PutAsync(Stream content, CancellationToken ct)
    {
        var latency = draws.For("blob", (ulong)++_blobs).LogNormal("latency", 2, 1);
        await node.StartAsync(() => Task.Delay(TimeSpan.FromMilliseconds(latency), node.Time, ct));
        using var memory = new MemoryStream();
        await content.CopyToAsync(memory, ct);
        if (CanaryRule.IsIn(memory.GetBuffer().AsSpan(0, (int)memory.Length)))
        {
            // On a node of the world's: the engine takes whatever its own code throws for a poison item.
            node.Detach(() => Task.FromException(new Violation(28, "a key is kept in a blob")));
        }

        memory.Position = 0;
        return keeper.Put(memory);
    }

    /// <inheritdoc/>
    public Stream Open(Blob blob) => keeper.Open(blob);

    /// <inheritdoc/>
    public async Task<RunLease?> ClaimAsync(RunClaim claim, CancellationToken ct)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(1), node.Time, ct);
        var chance = draws.For("claim", (ulong)++_claims);
        if (Strikes(Fault.Unclaimable, chance))
        {
            throw new StoreException(StoreFault.Unusable, "The simulated disk is read-only just now.");
        }

        _isUnreadable = Strikes(Fault.Unreadable, chance);
        return keeper.Claim(claim);
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
        var chance = draws.For("crash", (ulong)_life);
        var kept = chance.Int("kept", 0, under.Length);
        if (isPowerCut)
        {
            kept = under.Length > 0 && Strikes(Fault.TornTail, chance) && under[0].IsWholeAfter(chance) ? 1 : 0;
        }

        foreach (var pending in under.AsSpan(0, kept))
        {
            TryKeep(pending);
        }

        keeper.Crash();
        return under.Length - kept;
    }

    private async Task WriteAsync(int life)
    {
        while (life == _life && _pending.TryPeek(out var pending))
        {
            var chance = draws.For("commit", (ulong)++_commits);
            var isSlow = Strikes(Fault.SlowDisk, chance);
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
            var refusal = Trouble(pending, chance) ?? TryKeep(pending);
            if (refusal is not null)
            {
                watcher.Count($"refused: {refusal.Fault}");
                watcher.Ended(pending.Batch, isDurable: false);
                pending.Done.SetException(refusal);
                continue;
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

    private StoreException? Trouble(Pending pending, Draws chance) =>
        Strikes(Fault.FullDisk, chance)
        || (pending.Batch.Records.Any(record => record is Record.Reply) && Strikes(Fault.FullAtReply, chance))
            ? new(StoreFault.Full, "No space left on the simulated disk; it will come back.")
            : Strikes(Fault.BusyDisk, chance) ? new(StoreFault.Busy, "The simulated disk is locked just now.") : null;

    private bool Strikes(Fault fault, Draws occasion)
    {
        var strikes = Faults.Strike(fault, occasion);
        if (strikes)
        {
            watcher.Count(fault);
        }

        return strikes;
    }

    private StoreException? TryKeep(Pending pending)
    {
        var (written, refusal) = keeper.Keep(pending.Batch, pending.Decode, node.WallMicros);
        if (refusal is not null)
        {
            return refusal;
        }

        Commits++;
        pending.Written = written;
        watcher.Durable(pending.Batch.Lease, written);
        return null;
    }

    private void Tell(Pending pending)
    {
        for (var place = 0; place < pending.Written.Count; place++)
        {
            pending.Batch.Records[place].Stamp(pending.Written[place].Seq, pending.Written[place].At);
        }

        watcher.Acknowledged(pending.Batch.Lease, pending.Written);
        watcher.Ended(pending.Batch, isDurable: true);
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

        public byte[] Lines => encoded.Lines;

        public byte[] Raw => encoded.Raw;

        public IReadOnlyList<Record> Written { get; set; } = [];

        public TaskCompletionSource Done { get; } = new();

        /// <summary>
        /// Whether what a power cut left of its bytes is all of them: otherwise its checksum gives it away.
        /// </summary>
        public bool IsWholeAfter(Draws cut)
        {
            var length = encoded.Lines.Length + encoded.Raw.Length;
            var left = cut.Int("left", 0, length + (length / 4));
            var (lines, raw) = (Math.Min(left, encoded.Lines.Length), Math.Clamp(left - encoded.Lines.Length, 0,
                encoded.Raw.Length));
            return EntryWriter.Checksum(encoded.Lines.AsSpan(0, lines), encoded.Raw.AsSpan(0, raw))
                == EntryWriter.Checksum(encoded.Lines, encoded.Raw);
        }

        public List<Record> Decode(long entry, long at) => EntryReader.Read(encoded.Lines, encoded.Raw, entry, at);
    }
}
