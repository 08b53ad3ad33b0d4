using Pressrun.Providers.Profiles;

namespace Pressrun.Providers.Batches;

/// <summary>
/// Collects rows until no more come, the oldest has waited long enough, or a batch is full. A row that leaves before
/// that was never asked. Safe for any thread.
/// </summary>
/// <param name="rule">How large a batch may be.</param>
/// <param name="time">The clock.</param>
/// <param name="handIn">Hands rows in, and says to each where it went. Never throws.</param>
internal sealed class Collector(BatchRule rule, TimeProvider time, Func<IReadOnlyList<PendingRow>, Task> handIn)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    // How often it is looked whether there is room again in a vendor's queue.
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(30);

    // Guarded by the lock.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Pile> _piles = new(StringComparer.Ordinal);

    /// <summary>Takes a row; completes when it is known where it went.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more, and it was handed in perhaps.</exception>
    public async Task<Placed> AddAsync(PendingRow row, CancellationToken ct)
    {
        Put(row);
        await using var leave = ct.Register(() => Leave(row, ct));
        return await row.Placed.Task;
    }

    /// <summary>Whether anybody still waits for one of these.</summary>
    public bool IsAwaited(IEnumerable<PendingRow> rows)
    {
        lock (_lock)
        {
            return rows.Any(row => !row.IsLeft);
        }
    }

    /// <summary>Rows have become a batch.</summary>
    public void Begin(string batch, IReadOnlyList<PendingRow> rows)
    {
        lock (_lock)
        {
            PileOf(rows[0].Model).Begin(batch, rows);
        }
    }

    /// <summary>A batch has come to its end; said as often as anybody hears of it.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="model">The model it asked.</param>
    /// <param name="wasQueueFull">Whether it was refused as a whole, because the vendor's queue is full.</param>
    public void End(string batch, string model, bool wasQueueFull)
    {
        lock (_lock)
        {
            PileOf(model).End(batch, wasQueueFull);
        }
    }

    private void Put(PendingRow row)
    {
        List<PendingRow>? full;
        Pile pile;
        bool isFirst;
        lock (_lock)
        {
            pile = PileOf(row.Model);
            pile.Add(row, time.GetTimestamp());
            full = IsFull(pile) ? TakeFrom(pile) : null;
            (isFirst, pile.IsWatched) = (!pile.IsWatched, true);
        }

        if (full is not null)
        {
            _ = GoAsync(pile, full);
        }

        if (isFirst)
        {
            _ = CloseAsync(pile);
        }
    }

    // One timer a pile, moved on by every row that comes.
    private async Task CloseAsync(Pile pile)
    {
        while (true)
        {
            TimeSpan wait;
            List<PendingRow>? due = null;
            lock (_lock)
            {
                if (pile.Count == 0)
                {
                    pile.IsWatched = false;
                    return;
                }

                wait = WaitOf(pile);
                if (wait <= TimeSpan.Zero)
                {
                    due = TakeFrom(pile);
                }
            }

            if (due is not null)
            {
                _ = GoAsync(pile, due);
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time);
            }
        }
    }

    private async Task GoAsync(Pile pile, List<PendingRow> rows)
    {
        await handIn(rows);
        lock (_lock)
        {
            pile.HandingIn--;
        }
    }

    private TimeSpan WaitOf(Pile pile)
    {
        if (pile.IsHeld)
        {
            return Held;
        }

        if (IsFull(pile))
        {
            return TimeSpan.Zero;
        }

        var quiet = Quiet - time.GetElapsedTime(pile.LastAt);
        var longest = Longest - time.GetElapsedTime(pile.FirstAt);
        return quiet < longest ? quiet : longest;
    }

    private bool IsFull(Pile pile) =>
        !pile.IsHeld && pile.Count > 1 && (pile.Count > rule.RowsMax || pile.Bytes > BytesMax(pile));

    private List<PendingRow> TakeFrom(Pile pile)
    {
        pile.HandingIn++;
        return pile.Take(rule.RowsMax, BytesMax(pile));
    }

    private long BytesMax(Pile pile) => Math.Min(rule.BytesMax, pile.QueueBytes ?? rule.BytesMax);

    private Pile PileOf(string model)
    {
        var name = rule.IsOneModel ? model : "";
        if (!_piles.TryGetValue(name, out var pile))
        {
            _piles.Add(name, pile = new());
        }

        return pile;
    }

    private void Leave(PendingRow row, CancellationToken ct)
    {
        bool isTaken;
        lock (_lock)
        {
            row.IsLeft = true;
            isTaken = row.IsTaken;
            if (!isTaken)
            {
                PileOf(row.Model).Lose(row);
            }
        }

        _ = isTaken ? row.Placed.TrySetCanceled(ct) : row.Placed.TrySetResult(Placed.Nowhere);
    }
}
