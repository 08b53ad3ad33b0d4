namespace Pressrun.Rehearsing;

/// <summary>A result that the same answers no longer give: the stage is not what it says it is.</summary>
/// <param name="Item">Key of the item; empty for a stage over the batch.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Part">The part's id; empty without <c>each</c>.</param>
public sealed record Difference(string Item, string Stage, string Part);
