using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Testing;

/// <summary>
/// What lies beneath a simulated disk: a data structure, or a real database. What it does is done when it returns.
/// </summary>
internal interface IKeeper : IDisposable
{
    /// <summary>How many runs were made.</summary>
    int Runs { get; }

    /// <summary>Whether a batch is of a claim that a later one has made void.</summary>
    bool IsFenced(RunLease lease);

    /// <summary>Makes a batch durable.</summary>
    /// <param name="batch">The batch as it was handed in.</param>
    /// <param name="decode">The records as they are read back: of an entry of this number, at this time.</param>
    /// <param name="at">Wall time in microseconds.</param>
    /// <returns>What was written, or why it was not.</returns>
    (IReadOnlyList<Record> Written, StoreException? Refusal) Keep(
        Batch batch, Func<long, long, List<Record>> decode, long at);

    /// <summary>What a query asks for, as it is now.</summary>
    IReadOnlyList<Record> Read(RunLease lease, Query query);

    /// <summary>Keeps a body.</summary>
    Blob Put(Stream content);

    /// <summary>Opens a body.</summary>
    Stream Open(Blob blob);

    /// <summary>Takes a run over, or makes one.</summary>
    RunLease? Claim(RunClaim claim);

    /// <summary>The process that wrote is gone, and has closed nothing.</summary>
    void Crash();
}
