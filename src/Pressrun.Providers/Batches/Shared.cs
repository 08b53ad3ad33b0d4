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
        Round round;
        bool isFirst;
        lock (_lock)
        {
            isFirst = _now is null;
            round = _now ??= new();
            round.Waiting++;
        }

        if (isFirst)
        {
            _ = WorkAsync(round);
        }

        try
        {
            return await round.Done.Task.WaitAsync(ct);
        }
        finally
        {
            Leave(round);
        }
    }

    private async Task WorkAsync(Round round)
    {
        try
        {
            var result = await work(round.GivenUp.Token);
            End(round);
            round.Done.TrySetResult(result);
        }
        catch (OperationCanceledException) when (round.GivenUp.IsCancellationRequested)
        {
            End(round);
            round.Done.TrySetCanceled(round.GivenUp.Token);
        }
#pragma warning disable CA1031 // It is thrown to whoever waits.
        catch (Exception error)
#pragma warning restore CA1031
        {
            End(round);
            round.Done.TrySetException(error);
        }
    }

    private void Leave(Round round)
    {
        lock (_lock)
        {
            if (--round.Waiting > 0 || round.Done.Task.IsCompleted)
            {
                return;
            }

            _now = _now == round ? null : _now;
        }

        round.GivenUp.Cancel();
    }

    // Whoever comes now begins anew, instead of getting what is already told.
    private void End(Round round)
    {
        lock (_lock)
        {
            _now = _now == round ? null : _now;
        }
    }

    private sealed class Round
    {
        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // Never disposed: it holds no timer, and the last to leave may meet the end of the work.
        public CancellationTokenSource GivenUp { get; } = new();

        public int Waiting { get; set; }
    }
}
