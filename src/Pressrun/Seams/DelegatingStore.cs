using Pressrun.Model;

namespace Pressrun.Seams;

/// <summary>A store around another one; every member passes through until it is overridden.</summary>
/// <param name="inner">The store wrapped.</param>
public abstract class DelegatingStore(IStore inner) : IStore
{
    /// <summary>The store wrapped.</summary>
    protected IStore Inner { get; } = inner;

    /// <inheritdoc/>
    public virtual Task CommitAsync(Batch batch, CancellationToken ct) => Inner.CommitAsync(batch, ct);

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<Record> ReadAsync(RunLease lease, Query query, CancellationToken ct) =>
        Inner.ReadAsync(lease, query, ct);

    /// <inheritdoc/>
    public virtual Task<Blob> PutAsync(Stream content, CancellationToken ct) => Inner.PutAsync(content, ct);

    /// <inheritdoc/>
    public virtual Stream Open(Blob blob) => Inner.Open(blob);

    /// <inheritdoc/>
    public virtual Task<RunLease?> ClaimAsync(RunClaim claim, CancellationToken ct) => Inner.ClaimAsync(claim, ct);
}
