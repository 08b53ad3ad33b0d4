namespace Pressrun.Providers.Batches;

/// <summary>
/// Where batches are noted, so that a later process finds what an earlier one handed in. Safe for any thread.
/// </summary>
public interface IBatchLog
{
    /// <summary>All notes, in the order they were written; null stands for one that cannot be read.</summary>
    /// <exception cref="IOException">They cannot be read now.</exception>
    IReadOnlyList<BatchNote?> Read();

    /// <summary>Writes a note; returns when a power cut could not undo it.</summary>
    /// <exception cref="IOException">It could not be written, or perhaps not whole.</exception>
    void Append(BatchNote note);
}
