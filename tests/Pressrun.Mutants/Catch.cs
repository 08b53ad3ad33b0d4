namespace Pressrun.Mutants;

/// <summary>How a mutant was noticed.</summary>
/// <param name="Run">The run that noticed it, from 1; 0 where there are no runs.</param>
/// <param name="Message">What was seen.</param>
internal sealed record Catch(int Run, string Message)
{
    /// <summary>The invariant that did not hold; null if something else noticed it.</summary>
    public int? Invariant { get; init; }
}
