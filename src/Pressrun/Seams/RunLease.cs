namespace Pressrun.Seams;

/// <summary>The right to drive a run until a later claim is made.</summary>
/// <param name="Run">Number of the run in its store, from 1.</param>
/// <param name="Id">Id of the run, 8 hex digits.</param>
/// <param name="Epoch">Number of this claim; every write carries it.</param>
/// <param name="Memo">The last memo, or null.</param>
/// <param name="Folded">Seq of the last record the memo and all folds contain; 0 if there is none.</param>
/// <param name="Lanes">What was learned of each lane, by its name, from whichever run wrote last.</param>
/// <param name="HasEarlier">Whether the pipeline has earlier runs in this store.</param>
public sealed record RunLease(
    long Run, string Id, long Epoch, string? Memo, long Folded, IReadOnlyDictionary<string, string> Lanes,
    bool HasEarlier)
{
    /// <summary>Stands for there being no run yet.</summary>
    public static RunLease None { get; } =
        new(0, "", 0, null, 0, new Dictionary<string, string>(StringComparer.Ordinal), HasEarlier: false);
}
