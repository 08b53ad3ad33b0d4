namespace Pressrun.Providers.Batches;

/// <summary>Rows that may go into one batch, in the order they came. Guarded by the lock of its collector.</summary>
internal sealed class Pile
{
    // What is around the rows and between them.
    private const int Envelope = 4096;
    private const int Separator = 2;

    // Rows that have left stay in it until their turn, and count nothing.
    private readonly Queue<PendingRow> _rows = [];
    private readonly Dictionary<string, long> _underWay = new(StringComparer.Ordinal);

    /// <summary>How many rows wait.</summary>
    public int Count { get; private set; }

    /// <summary>What they would make of a batch, in bytes.</summary>
    public long Bytes { get; private set; } = Envelope;

    /// <summary>
    /// The most bytes the vendor's queue was seen to hold; null while it was never full.
    /// </summary>
    public long? QueueBytes { get; private set; }

    /// <summary>Whether the next batch waits for the end of one under way, because the queue holds no two.</summary>
    public bool IsHeld => QueueBytes is not null && (_underWay.Count > 0 || HandingIn > 0);

    /// <summary>How many batches of it are being handed in.</summary>
    public int HandingIn { get; set; }

    /// <summary>Whether somebody waits for its end.</summary>
    public bool IsWatched { get; set; }

    /// <summary>When the oldest row came, as a timestamp.</summary>
    public long FirstAt => _rows.TryPeek(out var first) ? first.AddedAt : 0;

    /// <summary>When the last row came, as a timestamp.</summary>
    public long LastAt { get; private set; }

    /// <summary>Takes a row up.</summary>
    public void Add(PendingRow row, long now)
    {
        row.AddedAt = LastAt = now;
        _rows.Enqueue(row);
        (Count, Bytes) = (Count + 1, Bytes + SizeOf(row));
    }

    /// <summary>A row has left.</summary>
    public void Lose(PendingRow row)
    {
        (Count, Bytes) = (Count - 1, Bytes - SizeOf(row));
        while (_rows.TryPeek(out var first) && first.IsLeft)
        {
            _rows.Dequeue();
        }
    }

    /// <summary>The rows of the next batch: at least one, and no more than it may hold.</summary>
    public List<PendingRow> Take(int rowsMax, long bytesMax)
    {
        var (taken, bytes) = (new List<PendingRow>(), (long)Envelope);
        while (_rows.TryPeek(out var row) && (row.IsLeft || taken.Count == 0
            || (taken.Count < rowsMax && bytes + SizeOf(row) <= bytesMax)))
        {
            _rows.Dequeue();
            if (!row.IsLeft)
            {
                row.IsTaken = true;
                bytes += SizeOf(row);
                taken.Add(row);
            }
        }

        (Count, Bytes) = (Count - taken.Count, Bytes - bytes + Envelope);
        return taken;
    }

    /// <summary>A batch of these is under way.</summary>
    public void Begin(string batch, IEnumerable<PendingRow> rows) =>
        _underWay[batch] = rows.Sum(SizeOf);

    /// <summary>
    /// A batch is under way no more. Refused for a full queue although nothing else of ours was in it, it was too much
    /// for it alone.
    /// </summary>
    public void End(string batch, bool wasQueueFull)
    {
        if (_underWay.Remove(batch, out var bytes) && wasQueueFull && _underWay.Count == 0)
        {
            QueueBytes = Envelope + (bytes / 2);
        }
    }

    private static long SizeOf(PendingRow row) => row.Bytes.Length + Separator;
}
