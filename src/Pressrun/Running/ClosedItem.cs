using Pressrun.Model;

namespace Pressrun.Running;

/// <summary>An item that has come to its end in this run; told when that is durable.</summary>
/// <param name="Item">The item.</param>
/// <param name="State">Done, failed, in review or skipped.</param>
/// <param name="Stage">The stage that decided; null where all are done.</param>
/// <param name="Cause">Why, for people; null where it is plain.</param>
public sealed record ClosedItem(Item Item, ItemState State, string? Stage, string? Cause);
