using Pressrun.Reporting;

namespace Pressrun.Testing.Strict;

/// <summary>How one run of a regime went.</summary>
/// <param name="Makespan">Until the last reply was in.</param>
/// <param name="Bound">What no client can beat.</param>
/// <param name="Refusals">When the provider refused, in order.</param>
/// <param name="IsFailed">Whether it was given up for too many refusals.</param>
/// <param name="Snapshot">What the governor had learned at the end.</param>
internal sealed record RegimeResult(
    TimeSpan Makespan, TimeSpan Bound, IReadOnlyList<TimeSpan> Refusals, bool IsFailed, string Snapshot)
{
    /// <summary>The bound and the gap as the engine itself reports them.</summary>
    public Bound? Measured { get; init; }

    /// <summary>Bound over makespan, from 0 to 1.</summary>
    public double Utilisation => IsFailed ? 0 : Bound / Makespan;
}
