namespace Pressrun.Rehearsing;

/// <summary>What a replay came to.</summary>
/// <param name="Items">Finished items that were executed again.</param>
/// <param name="Calls">Calls that the journal answered.</param>
/// <param name="Drifts">Calls it could not answer, in the order of items and stages.</param>
/// <param name="Differences">Results that came out differently, in the same order.</param>
public sealed record ReplayReport(
    int Items, long Calls, IReadOnlyList<Drift> Drifts, IReadOnlyList<Difference> Differences)
{
    /// <summary>Whether everything came out as it did.</summary>
    public bool IsSame => Drifts.Count == 0 && Differences.Count == 0;
}
