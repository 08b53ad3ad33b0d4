namespace Pressrun.Seams;

/// <summary>
/// Folds of the journal, written beside it for resuming and for people. All values are absolute, so that writing a
/// pulse twice changes nothing; deleted, they can be rebuilt from the journal.
/// </summary>
/// <param name="Trail">Which records speak of which item.</param>
/// <param name="Items">Items whose state changed.</param>
/// <param name="Lanes">What was learned of each lane, by its name.</param>
/// <param name="Memo">The run's sums, with <paramref name="Folded"/>; null in all slices but the last.</param>
/// <param name="Folded">Seq of the last record that memo, trail and items contain.</param>
public sealed record Pulse(
    IReadOnlyList<TrailRow> Trail,
    IReadOnlyList<ItemRow> Items,
    IReadOnlyDictionary<string, string> Lanes,
    string? Memo,
    long Folded);
