namespace Pressrun.Testing.Strict;

/// <summary>What the runs of one cell must reach. A figure that is null is not asked for.</summary>
/// <param name="Utilisation">The least mean of bound / makespan over the runs, from 0 to 1.</param>
/// <param name="Refusals">The most refusals in any run.</param>
internal sealed record Acceptance(double? Utilisation, int Refusals)
{
    /// <summary>The longest any run may take.</summary>
    public TimeSpan? Makespan { get; init; }

    /// <summary>By how much any run may exceed its bound.</summary>
    public TimeSpan? OverBound { get; init; }

    /// <summary>How soon after the first change of rates all refusals must have happened, none before it.</summary>
    public TimeSpan? RefusalsWithin { get; init; }
}
