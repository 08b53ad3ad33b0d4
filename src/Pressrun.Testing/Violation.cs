namespace Pressrun.Testing;

/// <summary>An invariant does not hold: the engine, or the test of it, has a defect.</summary>
/// <param name="invariant">Number of the invariant.</param>
/// <param name="message">What was seen.</param>
internal sealed class Violation(int invariant, string message) : Exception($"invariant {invariant}: {message}")
{
    public int Invariant { get; } = invariant;

    /// <summary>The seed of the run, once the message says in which run it happened; 0 before.</summary>
    public ulong Seed { get; init; }
}
