namespace Pressrun.Sql.Working;

/// <summary>A piece of work and the task of whoever waits for it.</summary>
internal sealed class Job<T>(Func<T> work, CancellationToken ct)
{
    // Continuations must not run here: they would hold up the worker, and the loop would run on a foreign thread.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _completion.Task;

    /// <summary>Does the work and completes the task; never throws.</summary>
    public void Run()
    {
        if (ct.IsCancellationRequested)
        {
            _completion.SetCanceled(ct);
            return;
        }

        try
        {
            _completion.SetResult(work());
        }
#pragma warning disable CA1031 // The call ends here: whatever it threw belongs to whoever awaits it, not to the worker.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _completion.SetException(error);
        }
    }
}
