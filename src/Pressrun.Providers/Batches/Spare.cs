namespace Pressrun.Providers.Batches;

/// <summary>
/// Results that came with others and that nobody has asked for yet: the next who ask need no download of their own. A
/// bounded number of bytes; the oldest go first. Safe for any thread.
/// </summary>
internal sealed class Spare
{
    private const long BytesMax = 64 << 20;

    // Guarded by the lock.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, BatchRow> _rows = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];
    private long _bytes;

    /// <summary>Keeps a result for a while.</summary>
    public void Keep(BatchRow row)
    {
        lock (_lock)
        {
            if (!_rows.TryAdd(row.Id, row))
            {
                return;
            }

            _order.Enqueue(row.Id);
            _bytes += SizeOf(row);
            while (_bytes > BytesMax && _order.TryDequeue(out var oldest))
            {
                Remove(oldest);
            }
        }
    }

    /// <summary>A result that was kept; it is kept no longer. Null if it is not there.</summary>
    public BatchRow? Take(string id)
    {
        lock (_lock)
        {
            return Remove(id);
        }
    }

    private BatchRow? Remove(string id)
    {
        if (!_rows.Remove(id, out var row))
        {
            return null;
        }

        _bytes -= SizeOf(row);
        return row;
    }

    private static long SizeOf(BatchRow row) => 256 + (row.Received?.Body.Length ?? 0);
}
