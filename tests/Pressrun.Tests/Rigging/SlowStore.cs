using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Tests.Rigging;

internal sealed class SlowStore(IStore inner, Func<TimeProvider> time, TimeSpan delay, Action<Batch> seen) : IStore
{
    public async Task CommitAsync(Batch batch, CancellationToken ct)
    {
        await Task.Delay(delay, time(), ct);
        seen(batch);
        await Task.Delay(delay, time(), ct);
        await inner.CommitAsync(batch, ct);
    }

    public IAsyncEnumerable<Record> ReadAsync(RunLease lease, Query query, CancellationToken ct) =>
        inner.ReadAsync(lease, query, ct);

    public Task<Blob> PutAsync(Stream content, CancellationToken ct) => inner.PutAsync(content, ct);

    public Stream Open(Blob blob) => inner.Open(blob);

    public Task<RunLease?> ClaimAsync(RunClaim claim, CancellationToken ct) => inner.ClaimAsync(claim, ct);
}
