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

    // What is around the rows and between them.
    private const int Envelope = 4096;
    private const int Separator = 2;

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

    private void Put(PendingRow row)
    {
        List<PendingRow>? full = null;
        Pile pile;
        bool isFirst;
        lock (_lock)
        {
            var name = rule.IsOneModel ? row.Model : "";
            if (!_piles.TryGetValue(name, out pile!))
            {
                _piles.Add(name, pile = new());
            }

            var size = row.Bytes.Length + Separator;
            if (pile.Count > 0 && (pile.Count + 1 > rule.RowsMax || pile.Bytes + size > rule.BytesMax))
            {
                full = pile.Take();
            }

            pile.Add(row, size, time.GetTimestamp());
            (isFirst, pile.IsWatched) = (!pile.IsWatched, true);
        }

        if (full is not null)
        {
            _ = handIn(full);
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

                var quiet = Quiet - time.GetElapsedTime(pile.LastAt);
                var longest = Longest - time.GetElapsedTime(pile.FirstAt);
                wait = quiet < longest ? quiet : longest;
                if (wait <= TimeSpan.Zero)
                {
                    due = pile.Take();
                }
            }

            if (due is not null)
            {
                _ = handIn(due);
            }
            else
            {
                await Task.Delay(wait, time);
            }
        }
    }

    private void Leave(PendingRow row, CancellationToken ct)
    {
        bool isTaken;
        lock (_lock)
        {
            row.IsLeft = true;
            isTaken = row.IsTaken;
            if (!isTaken && _piles.TryGetValue(rule.IsOneModel ? row.Model : "", out var pile))
            {
                pile.Lose(row.Bytes.Length + Separator);
            }
        }

        _ = isTaken ? row.Placed.TrySetCanceled(ct) : row.Placed.TrySetResult(Placed.Nowhere);
    }

    /// <summary>Rows for one batch.</summary>
    private sealed class Pile
    {
        // Rows that have left stay in it until it is closed, and count nothing.
        private List<PendingRow> _rows = [];

        public int Count { get; private set; }

        public long Bytes { get; private set; } = Envelope;

        public long FirstAt { get; private set; }

        public long LastAt { get; private set; }

        /// <summary>Whether somebody waits for its end.</summary>
        public bool IsWatched { get; set; }

        public void Add(PendingRow row, int size, long now)
        {
            FirstAt = Count == 0 ? now : FirstAt;
            LastAt = now;
            _rows.Add(row);
            (Count, Bytes) = (Count + 1, Bytes + size);
        }

        public void Lose(int size)
        {
            (Count, Bytes) = (Count - 1, Bytes - size);
            if (Count == 0)
            {
                _rows = [];
            }
        }

        public List<PendingRow> Take()
        {
            var taken = _rows.FindAll(row => !row.IsLeft);
            taken.ForEach(row => row.IsTaken = true);
            (_rows, Count, Bytes) = ([], 0, Envelope);
            return taken;
        }
    }
}
