using Pressrun.Model;

namespace Pressrun.Running;

/// <summary>Why an item goes no further.</summary>
/// <param name="State">Failed, review or skipped.</param>
/// <param name="Stage">The stage that decided.</param>
/// <param name="Cause">Why, for people.</param>
internal sealed record Halt(ItemState State, string Stage, string Cause);
