using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>An attempt of which no reply is durable: sent, perhaps done, perhaps paid.</summary>
/// <param name="Ordinal">The item's place in the run, from 1; 0 for a stage over the whole batch.</param>
/// <param name="Item">The item's key; empty for a stage over the whole batch.</param>
/// <param name="Title">What the item is called; null shows the key.</param>
/// <param name="Stage">The stage that asked.</param>
/// <param name="Part">The part's id; empty without <c>each</c>.</param>
/// <param name="Number">Number of the attempt, from 1.</param>
/// <param name="Lane">The lane that admitted it.</param>
/// <param name="At">When it was about to be sent, UTC.</param>
/// <param name="WorstCase">The most it may have cost.</param>
public sealed record LostCall(
    long Ordinal, string Item, string? Title, string Stage, string Part, int Number, string Lane, DateTimeOffset At,
    Money WorstCase);
