using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>How a stage of a run stands, as people are shown it.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Ended">
/// How many items it ended short of done, by state: failed, review or skipped; states without items are left out.
/// </param>
/// <param name="Calls">Sums over its calls.</param>
public sealed record StageView(string Name, IReadOnlyDictionary<ItemState, long> Ended, Tally Calls);
