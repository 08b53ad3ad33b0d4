using Pressrun.Model;

namespace Pressrun.Running;

/// <summary>
/// An item that came to its end short of done and is to be tried again: its failed tries count no more, and what cost
/// nothing is asked again. What was paid for is not.
/// </summary>
/// <param name="Ordinal">The item, in the pipeline's latest run.</param>
/// <param name="Key">The item's key: should a new run be made, it is not left alone there either.</param>
/// <param name="Was">The state it stands in now: failed, in review or skipped.</param>
/// <param name="Stage">The stage that decided it; null if none did.</param>
public sealed record Reopening(long Ordinal, string Key, ItemState Was, string? Stage);
