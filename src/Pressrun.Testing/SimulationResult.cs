namespace Pressrun.Testing;

/// <summary>What a simulated run came to.</summary>
/// <param name="Trace">Hash over every decision: equal for equal seeds.</param>
/// <param name="Steps">Turns of the loop.</param>
/// <param name="Elapsed">Virtual time.</param>
/// <param name="Counts">How often each thing worth meeting was met.</param>
internal sealed record SimulationResult(
    ulong Trace, long Steps, TimeSpan Elapsed, IReadOnlyDictionary<string, long> Counts);
