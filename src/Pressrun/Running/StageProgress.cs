using Pressrun.Stages;

namespace Pressrun.Running;

/// <summary>How far a stage is.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Shape">How often it runs.</param>
/// <param name="Done">Items through it; for a stage over the whole batch 0 or 1.</param>
/// <param name="Working">Tasks, parts included, that have begun and not ended.</param>
/// <param name="Halted">Items that failed in it, went to review or were skipped.</param>
/// <param name="Review">How many of those wait for a person.</param>
/// <param name="Parts">Parts that this process saw through it; 0 without <c>each</c>.</param>
/// <param name="WaitsFor">What its next call waits for, in a user's words; null if none waits.</param>
public sealed record StageProgress(
    string Name, Shape Shape, long Done, long Working, long Halted, long Review, long Parts, string? WaitsFor);
