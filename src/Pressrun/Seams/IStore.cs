using Pressrun.Model;

namespace Pressrun.Seams;

/// <summary>
/// Where journal, items and blobs are kept. Tasks may complete on any thread. What the disk does is a
/// <see cref="StoreException"/> that says whether trying again can help.
/// </summary>
public interface IStore
{
    /// <summary>
    /// Makes a batch durable in one step, all of it or nothing, and stamps its records with ascending, gap-free seqs.
    /// Batches become durable in the order of the calls. Completes only when a power cut could not undo it.
    /// Throws <see cref="StoreException"/> with <see cref="StoreFault.Fenced"/> if a later claim exists.
    /// </summary>
    Task CommitAsync(Batch batch, CancellationToken ct);

    /// <summary>
    /// Reads stamped records, in the order the query names. Sees every batch acknowledged before the call.
    /// </summary>
    IAsyncEnumerable<Record> ReadAsync(RunLease lease, Query query, CancellationToken ct);

    /// <summary>Keeps a body; durable when the task completes. Equal content is kept once.</summary>
    Task<Blob> PutAsync(Stream content, CancellationToken ct);

    /// <summary>
    /// Opens a blob for reading; throws <see cref="StoreException"/> with <see cref="StoreFault.Damaged"/> if it is not
    /// there or its size is wrong.
    /// </summary>
    Stream Open(Blob blob);

    /// <summary>
    /// Takes over a run, or makes a new one; raises its epoch, so that whoever drove it before can write no more. Null
    /// if there is no run to take over. Throws <see cref="StoreException"/> with <see cref="StoreFault.Held"/> if a
    /// living process drives the store.
    /// </summary>
    Task<RunLease?> ClaimAsync(RunClaim claim, CancellationToken ct);
}
