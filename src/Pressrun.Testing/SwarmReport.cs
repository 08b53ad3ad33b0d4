namespace Pressrun.Testing;

/// <summary>What a swarm came to.</summary>
/// <param name="Runs">Runs that ended without a violation.</param>
/// <param name="Steps">Turns of their loops.</param>
/// <param name="Elapsed">Their virtual time.</param>
/// <param name="Counts">How often each thing worth meeting was met.</param>
/// <param name="Violation">The first violation, or null.</param>
internal sealed record SwarmReport(
    long Runs, long Steps, TimeSpan Elapsed, IReadOnlyDictionary<string, long> Counts, Violation? Violation);
