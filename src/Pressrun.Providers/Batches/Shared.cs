namespace Pressrun.Providers.Batches;

/// <summary>
/// Work that many may wait for at the same time and that is done once for them: it begins with the first, and is given
/// up when the last has left. Safe for any thread.
/// </summary>
/// <typeparam name="T">What comes of it.</typeparam>
/// <param name="work">The work.</param>
internal sealed class Shared<T>(Func<CancellationToken, Task<T>> work)
{
    // Guarded by the lock.
    private readonly Lock _lock = new();
    private Round? _now;

    /// <summary>Waits for the work under way, or begins it.</summary>
    /// <exception cref="OperationCanceledException">Whoever waits has left.</exception>
    public async Task<T> JoinAsync(CancellationToken ct)
    {
        // Each waits for something of its own: what many wait for would wake them on any thread, and not on theirs.
        var waiting = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Round round;
        bool isFirst;
        lock (_lock)
        {
            isFirst = _now is null;
            round = _now ??= new();
            round.Waiting.Add(waiting);
        }

        if (isFirst)
        {
            _ = WorkAsync(round);
        }

        await using var leave = ct.Register(() => Leave(round, waiting, ct));
        return await waiting.Task;
    }

    private async Task WorkAsync(Round round)
    {
        try
        {
            var result = await work(round.GivenUp.Token);
            End(round, waiting => waiting.TrySetResult(result));
        }
        catch (OperationCanceledException) when (round.GivenUp.IsCancellationRequested)
        {
            End(round, waiting => waiting.TrySetCanceled(round.GivenUp.Token));
        }
#pragma warning disable CA1031 // It is thrown to whoever waits.
        catch (Exception error)
#pragma warning restore CA1031
        {
            End(round, waiting => waiting.TrySetException(error));
        }
    }

    private void Leave(Round round, TaskCompletionSource<T> waiting, CancellationToken ct)
    {
        bool isLast;
        lock (_lock)
        {
            isLast = round.Waiting.Remove(waiting) && round.Waiting.Count == 0 && _now == round;
            _now = isLast ? null : _now;
        }

        waiting.TrySetCanceled(ct);
        if (isLast)
        {
            round.GivenUp.Cancel();
        }
    }

    // Whoever comes now begins anew, instead of getting what is already told.
    private void End(Round round, Action<TaskCompletionSource<T>> tell)
    {
        List<TaskCompletionSource<T>> told;
        lock (_lock)
        {
            _now = _now == round ? null : _now;
            told = [.. round.Waiting];
            round.Waiting.Clear();
        }

        told.ForEach(tell);
    }

    private sealed class Round
    {
        // Never disposed: it holds no timer, and the last to leave may meet the end of the work.
        public CancellationTokenSource GivenUp { get; } = new();

        public HashSet<TaskCompletionSource<T>> Waiting { get; } = [];
    }
}
