using Pressrun.Model;

namespace Pressrun.Running;

/// <summary>
/// What a person found out about a call whose outcome is unknown and which nobody else can look up
/// (<see cref="RecoveryWay.Person"/>). Made durable before anything is sent. The item itself is tried again by a
/// <see cref="Reopening"/>.
/// </summary>
/// <param name="Ordinal">The item, in the pipeline's latest run; 0 for a stage over the batch.</param>
/// <param name="Item">Key of the item; empty for the batch.</param>
/// <param name="Stage">The stage that asked.</param>
/// <param name="Call">The call.</param>
/// <param name="IsThere">
/// Whether it arrived: then it counts as answered, by an empty body, and as paid at its worst case. Otherwise it is
/// asked again.
/// </param>
public sealed record Arrival(long Ordinal, string Item, string Stage, CallKey Call, bool IsThere);
