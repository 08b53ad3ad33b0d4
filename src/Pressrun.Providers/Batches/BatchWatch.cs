namespace Pressrun.Providers.Batches;

/// <summary>
/// One batch until it is over, and then its results: however many rows are waited for, it is asked for once and
/// downloaded once. Safe for any thread.
/// </summary>
internal sealed class BatchWatch
{
    // Those who ask together are served together.
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);

    private readonly string _batch;
    private readonly TimeSpan _firstPause;
    private readonly BatchWire _wire;
    private readonly BatchExchange _exchange;
    private readonly Spare _spare;
    private readonly Shared<BatchState?> _ending;
    private readonly Shared<int> _reading;

    // Guarded by the lock.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Wanted>> _wanted = new(StringComparer.Ordinal);
    private BatchState? _over;
    private int _passes;

    /// <param name="batch">The batch.</param>
    /// <param name="firstPause">How long before it is looked at first.</param>
    /// <param name="wire">The vendor's form.</param>
    /// <param name="exchange">Sends.</param>
    /// <param name="spare">What came and was not asked for.</param>
    public BatchWatch(string batch, TimeSpan firstPause, BatchWire wire, BatchExchange exchange, Spare spare)
    {
        (_batch, _firstPause, _wire, _exchange, _spare) = (batch, firstPause, wire, exchange, spare);
        _ending = new(EndAsync);
        _reading = new(ReadAllAsync);
    }

    /// <summary>The batch once it is over; null if there is none of this name any more.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public async Task<BatchState?> OverAsync(CancellationToken ct)
    {
        lock (_lock)
        {
            if (_over is not null)
            {
                return _over;
            }
        }

        return await _ending.JoinAsync(ct);
    }

    /// <summary>A row's result, once it is there; null if the results are not there any more.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public async Task<BatchRow?> ReadAsync(string id, CancellationToken ct)
    {
        if (await OverAsync(ct) is not { } over)
        {
            return null;
        }

        if (over.Refusal is { } refusal)
        {
            return new(id) { Received = refusal, IsOfBatch = true };
        }

        var wanted = new Wanted();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var cancelled = ct.Register(() => wanted.Row.TrySetCanceled(ct));
        Want(id, wanted);
        try
        {
            _ = KeepReadingAsync(wanted, leave.Token);
            return await wanted.Row.Task;
        }
        finally
        {
            Unwant(id, wanted);
            leave.Cancel();
        }
    }

    private void Want(string id, Wanted wanted)
    {
        lock (_lock)
        {
            if (_spare.Take(id) is { } kept)
            {
                wanted.Row.TrySetResult(kept);
            }

            wanted.Since = _passes;
            if (!_wanted.TryGetValue(id, out var all))
            {
                _wanted.Add(id, all = []);
            }

            all.Add(wanted);
        }
    }

    private void Unwant(string id, Wanted wanted)
    {
        lock (_lock)
        {
            if (_wanted.TryGetValue(id, out var all) && all.Remove(wanted) && all.Count == 0)
            {
                _wanted.Remove(id);
            }
        }
    }

    // A pass under way when a row was asked for may have been past it: then it takes another.
    private async Task KeepReadingAsync(Wanted wanted, CancellationToken ct)
    {
        try
        {
            while (!wanted.Row.Task.IsCompleted)
            {
                await _reading.JoinAsync(ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The row is there, or nobody waits for it.
        }
#pragma warning disable CA1031 // It is thrown to whoever waits for the row.
        catch (Exception error)
#pragma warning restore CA1031
        {
            wanted.Row.TrySetException(error);
        }
    }

    private async Task<BatchState?> EndAsync(CancellationToken ct)
    {
        var pause = _firstPause;
        while (true)
        {
            await _exchange.PauseAsync(pause, ct);
            if (await _exchange.AskAsync(_wire.Get(_batch), ct) is not { } body)
            {
                return null;
            }

            if (_wire.ReadState(body) is { IsOver: true } over)
            {
                lock (_lock)
                {
                    return _over = over;
                }
            }

            pause = pause < BatchExchange.FirstPause ? BatchExchange.FirstPause : BatchExchange.Next(pause);
        }
    }

    private async Task<int> ReadAllAsync(CancellationToken ct)
    {
        await _exchange.PauseAsync(Gathering, ct);
        int pass;
        IReadOnlyList<string> results;
        lock (_lock)
        {
            pass = ++_passes;
            results = _over!.Results;
        }

        var isThere = true;
        foreach (var path in results)
        {
            isThere &= await _exchange.ReadLinesAsync(_wire.Lines(path), Take, ct);
        }

        lock (_lock)
        {
            foreach (var (id, wanted) in _wanted.SelectMany(all => all.Value.Select(one => (all.Key, one)))
                .Where(one => one.one.Since < pass))
            {
                wanted.Row.TrySetResult(isThere ? new(id) : null);
            }
        }

        return pass;
    }

    private bool Take(ReadOnlyMemory<byte> line)
    {
        if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
        {
            return true;
        }

        if (_wire.ReadRow(line) is not { } row)
        {
            return false;
        }

        lock (_lock)
        {
            if (_wanted.TryGetValue(row.Id, out var wanted))
            {
                wanted.ForEach(one => one.Row.TrySetResult(row));
            }
            else
            {
                _spare.Keep(row);
            }
        }

        return true;
    }

    private sealed class Wanted
    {
        public TaskCompletionSource<BatchRow?> Row { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The last pass that had begun when it was asked for.</summary>
        public int Since { get; set; }
    }
}
