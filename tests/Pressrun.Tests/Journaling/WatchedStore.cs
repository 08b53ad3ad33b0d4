using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Tests.Journaling;

/// <summary>A store that notes every commit and lets a test hold one up or refuse it.</summary>
internal sealed class WatchedStore(IStore inner) : IStore
{
    public List<Batch> Commits { get; } = [];

    /// <summary>What happens before a batch reaches the store; a failed task refuses it.</summary>
    public Func<Batch, Task> Before { get; set; } = _ => Task.CompletedTask;

    public async Task CommitAsync(Batch batch, CancellationToken ct)
    {
        Commits.Add(batch);
        await Before(batch);
        await inner.CommitAsync(batch, ct);
    }

    public IAsyncEnumerable<Record> ReadAsync(RunLease lease, Query query, CancellationToken ct) =>
        inner.ReadAsync(lease, query, ct);

    public Task<Blob> PutAsync(Stream content, CancellationToken ct) => inner.PutAsync(content, ct);

    public Stream Open(Blob blob) => inner.Open(blob);

    public Task<RunLease?> ClaimAsync(RunClaim claim, CancellationToken ct) => inner.ClaimAsync(claim, ct);
}
