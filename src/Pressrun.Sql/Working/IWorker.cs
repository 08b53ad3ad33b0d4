namespace Pressrun.Sql.Working;

/// <summary>Does jobs one after another, in the order in which they were handed over.</summary>
internal interface IWorker : IAsyncDisposable
{
    /// <summary>
    /// Hands a job over; the task carries its result or what it threw. A job not yet begun may be cancelled, a begun
    /// one runs to its end, so that whatever it uses is free again when the task completes.
    /// </summary>
    Task<T> DoAsync<T>(Func<T> work, CancellationToken ct);
}
