using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Rehearsing;

/// <summary>
/// A store that keeps everything in memory and is durable at once: for rehearsals, tests and measurements. Used on one
/// thread only.
/// </summary>
/// <param name="time">Wall time of the entries.</param>
public sealed class MemoryStore(TimeProvider time) : IStore
{
    internal StoreImage Image { get; } = new();

    /// <inheritdoc/>
    public Task CommitAsync(Batch batch, CancellationToken ct)
    {
        if (Image.Refuse(batch) is { } refusal)
        {
            return Task.FromException(refusal);
        }

        var at = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        Image.Commit(batch.Lease, batch.Records, batch.Pulse, at);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Record> ReadAsync(RunLease lease, Query query, CancellationToken ct) =>
        Image.Read(lease, query).ToAsyncEnumerable();

    /// <inheritdoc/>
    public Task<Blob> PutAsync(Stream content, CancellationToken ct) => Task.FromResult(Image.Put(content));

    /// <inheritdoc/>
    public Stream Open(Blob blob) => Image.Open(blob);

    /// <inheritdoc/>
    public Task<RunLease?> ClaimAsync(RunClaim claim, CancellationToken ct) => Task.FromResult(Image.Claim(claim));
}
