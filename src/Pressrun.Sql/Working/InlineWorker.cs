namespace Pressrun.Sql.Working;

/// <summary>Does each job at once, on the caller's thread: for a simulation, where only one thread may run.</summary>
internal sealed class InlineWorker : IWorker
{
    public Task<T> DoAsync<T>(Func<T> work, CancellationToken ct)
    {
        var job = new Job<T>(work, ct);
        job.Run();
        return job.Task;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
