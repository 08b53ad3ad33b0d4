namespace Pressrun.Adapters.Tests.Processes.Flips;

/// <summary>What came of a flipped byte.</summary>
/// <param name="Place">Which byte, for people.</param>
/// <param name="Refusal">With which words the store was refused; null if it was not.</param>
/// <param name="Hole">What should not have happened; null if nothing did.</param>
internal sealed record Fate(string Place, string? Refusal, string? Hole);
