using Pressrun.Model;

namespace Pressrun.Seams;

/// <summary>What is made durable in one step.</summary>
/// <param name="Lease">The claim under which it is written.</param>
/// <param name="Records">At most 512, in order; may be empty if there is a pulse.</param>
/// <param name="Pulse">Folds to write beside them; null for none.</param>
public sealed record Batch(RunLease Lease, IReadOnlyList<Record> Records, Pulse? Pulse = null)
{
    /// <summary>The most records a batch may hold.</summary>
    public const int RecordsMax = 512;
}
