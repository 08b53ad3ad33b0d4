using Pressrun.Model;

namespace Pressrun.Reporting;

/// <summary>All that a run asks of the world: by estimates before it, by what it used after it.</summary>
internal sealed record Needs
{
    /// <summary>Every limit with the calls that use it.</summary>
    public IReadOnlyList<Load> Loads { get; init; } = [];

    /// <summary>Every allowance.</summary>
    public IReadOnlyList<Allowance> Allowances { get; init; } = [];

    /// <summary>The items; it is enough to name those that may be the longest.</summary>
    public IReadOnlyList<ItemPath> Paths { get; init; } = [];

    /// <summary>What all calls cost together.</summary>
    public Money Cost { get; init; }

    /// <summary>The budget of the run; null if there is none.</summary>
    public Money? Budget { get; init; }
}
