using System.Threading.Channels;

namespace Pressrun.Sql.Working;

/// <summary>Does its jobs on a thread of its own.</summary>
internal sealed class ThreadWorker : IWorker
{
    /// <summary>Jobs that may wait; whoever comes later waits for room.</summary>
    public const int JobsMax = 4_096;

    private readonly string _name;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Synchronous continuations, because the only one is the wake-up of our own thread: through the thread pool it
    // would come late, and never from a pool whose threads all wait for this worker.
    private readonly Channel<Action> _jobs = Channel.CreateBounded<Action>(
        new BoundedChannelOptions(JobsMax) { SingleReader = true, AllowSynchronousContinuations = true });

    public ThreadWorker(string name)
    {
        _name = name;
        new Thread(Work) { IsBackground = true, Name = $"pressrun {name}" }.Start();
    }

    public Task<T> DoAsync<T>(Func<T> work, CancellationToken ct)
    {
        var job = new Job<T>(work, ct);
        return _jobs.Writer.TryWrite(job.Run) ? job.Task : WaitForRoomAsync(job, ct);
    }

    /// <summary>Completes when the jobs handed over before are done.</summary>
    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _ended.Task;
    }

    // Waiting writers of a channel are served in order, and nobody overtakes them, so the order of calls is kept.
    private async Task<T> WaitForRoomAsync<T>(Job<T> job, CancellationToken ct)
    {
        try
        {
            await _jobs.Writer.WriteAsync(job.Run, ct);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(_name, "The store has been closed; open it again.");
        }

        return await job.Task;
    }

    private void Work()
    {
        while (IsMore())
        {
            while (_jobs.Reader.TryRead(out var run))
            {
                run();
            }
        }

        _ended.SetResult();
    }

    private bool IsMore()
    {
        var more = _jobs.Reader.WaitToReadAsync(CancellationToken.None);
        return more.IsCompleted ? more.Result : more.AsTask().GetAwaiter().GetResult();
    }
}
