namespace Pressrun.Sql.Views;

/// <summary>All that happened to an item in a run.</summary>
/// <param name="Item">How it stands; null for ordinal 0, the stages over the whole batch.</param>
/// <param name="Input">Its fields as they were given; empty for ordinal 0.</param>
/// <param name="Entries">What happened, in order of <see cref="HistoryEntry.Seq"/>; may be empty.</param>
public sealed record ItemHistory(ItemView? Item, string Input, IReadOnlyList<HistoryEntry> Entries);
