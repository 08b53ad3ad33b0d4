using Pressrun.Model;

namespace Pressrun.Seams;

/// <summary>Where an item stands.</summary>
/// <param name="Ordinal">The item.</param>
/// <param name="State">Its state.</param>
/// <param name="Stage">The stage that decided it, if one did.</param>
/// <param name="Cause">Why, for people; null where it is plain.</param>
/// <param name="Micros">What it has cost so far, in micro-dollars.</param>
public sealed record ItemRow(long Ordinal, ItemState State, string? Stage, string? Cause, long Micros);
