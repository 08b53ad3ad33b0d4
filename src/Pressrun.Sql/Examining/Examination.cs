namespace Pressrun.Sql.Examining;

/// <summary>What was found when a store was looked through. Immutable.</summary>
/// <param name="Entries">Entries of the journal that were read and are whole; 0 or more.</param>
/// <param name="Blobs">Blobs the journal names that are there and are what it says; 0 or more.</param>
/// <param name="Faults">
/// What is wrong, a cause each, without the place of the store: first the database, then the journal, then what is
/// written beside it, then blobs; at most <see cref="StoreExaminer.FaultsMax"/>, empty if the store is whole.
/// </param>
/// <param name="FaultsLeftOut">How many faults came after those kept; 0 or more.</param>
public sealed record Examination(long Entries, long Blobs, IReadOnlyList<string> Faults, long FaultsLeftOut)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsWhole => Faults.Count == 0;
}
