using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>An item, a stage of it, or one try, as a user asked to see it.</summary>
/// <param name="Item">The item.</param>
/// <param name="Stage">The stage asked for; null for all.</param>
/// <param name="Input">The item's fields as they were given.</param>
/// <param name="Entries">What happened, in order; where nothing was asked in this run, in the run that asked.</param>
/// <param name="Origin">The earlier run that asked where this one did not; null where this one did.</param>
internal sealed record ShownItem(
    ItemView Item, string? Stage, string Input, IReadOnlyList<HistoryEntry> Entries, RunView? Origin);
