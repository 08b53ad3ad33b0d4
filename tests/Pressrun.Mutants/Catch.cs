namespace Pressrun.Mutants;

/// <summary>What became of a mutant in the swarm.</summary>
/// <param name="Run">The run that met a violation, from 1; the last one if none did.</param>
/// <param name="Hits">How often the mutant's place was reached.</param>
/// <param name="Invariant">The invariant that did not hold; null if all did.</param>
/// <param name="Message">What was seen.</param>
internal sealed record Catch(int Run, long Hits, int? Invariant, string Message);
