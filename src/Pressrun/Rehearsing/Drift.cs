using Pressrun.Model;

namespace Pressrun.Rehearsing;

/// <summary>A call that the journal does not know: it would be paid again.</summary>
/// <param name="Item">Key of the item; empty for a stage over the batch.</param>
/// <param name="Stage">The stage that asks.</param>
/// <param name="Part">The part's id; empty without <c>each</c>.</param>
/// <param name="Request">What it asks now.</param>
/// <param name="Model">The model it names now.</param>
/// <param name="WorstCase">The most it could cost.</param>
public sealed record Drift(string Item, string Stage, string Part, string Request, string Model, Money WorstCase)
{
    /// <summary>What was asked in its place; null if nothing was, or if it is kept no more.</summary>
    public string? Was { get; init; }

    /// <summary>The model that was asked in its place; null if none was.</summary>
    public string? WasModel { get; init; }
}
