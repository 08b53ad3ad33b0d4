namespace Pressrun.Model;

/// <summary>
/// The sums of a run without its items: what a memo keeps so that a resume does not read the whole journal.
/// </summary>
internal sealed record RunTotals(
    Record.Run? Settings,
    long Epoch,
    long LastSeq,
    long LastOrdinal,
    Money Spent,
    (long Number, Money Spent) Day,
    long[] Items,
    IReadOnlyList<Record.Definition> Stages,
    SortedDictionary<string, Tally> Tallies,
    IReadOnlyList<((string Stage, ItemState State) Place, long Count)> Halts,
    IReadOnlyList<(Record.Intent Intent, bool IsUnknown)> Open);
