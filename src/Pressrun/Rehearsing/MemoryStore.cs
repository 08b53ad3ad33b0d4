using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Rehearsing;

/// <summary>
/// A store that keeps everything in memory and is durable at once: for rehearsals, tests and measurements. It keeps
/// records as they are given and encodes none of them, which makes it fast; so a lone surrogate in a text, which is a
/// replacement character in what a file gives back, stays here what it is. Used on one thread only.
/// </summary>
/// <param name="time">Wall time of the entries.</param>
public sealed class MemoryStore(TimeProvider time) : IStore
{
    internal StoreImage Image { get; } = new();

    /// <inheritdoc/>
    /// <remarks>
    /// Throws <see cref="ArgumentException"/> for an empty batch, for more than <see cref="Batch.RecordsMax"/> records,
    /// and for records that are durable already.
    /// </remarks>
    public Task CommitAsync(Batch batch, CancellationToken ct)
    {
        StoreImage.Check(batch);
        if (Image.Refuse(batch) is { } refusal)
        {
            return Task.FromException(refusal);
        }

        Image.Commit(batch, (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
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
    public Task<RunLease?> ClaimAsync(RunClaim claim, CancellationToken ct)
    {
        try
        {
            return Task.FromResult(Image.Claim(claim));
        }
        catch (StoreException refusal)
        {
            return Task.FromException<RunLease?>(refusal);
        }
    }
}
