using Pressrun.Model;

namespace Pressrun.Testing.Strict;

/// <summary>One row of the acceptance table: a provider, calls, and what a client must reach.</summary>
/// <param name="Name">Its number in the table.</param>
/// <param name="Text">What it is, in words.</param>
/// <param name="Rules">The provider, as it is when it shows headers.</param>
/// <param name="Work">The kind of the calls.</param>
/// <param name="Calls">Their number; all are ready at the start.</param>
internal sealed record Regime(string Name, string Text, StrictRules Rules, StrictWork Work, int Calls)
{
    /// <summary>The runs of a cell, numbered from 1; the number fixes every draw.</summary>
    public const int Runs = 20;

    /// <summary>At this many refusals for each call a run has failed.</summary>
    public const int RefusalsForEachCall = 60;

    /// <summary>Every row of the table, then every guard.</summary>
    public static IReadOnlyList<Regime> All => [.. RegimeTable.Rows, .. RegimeGuards.Rows];

    /// <summary>The limits a client is given where any are given.</summary>
    public IReadOnlyList<Limit> Hints { get; init; } = [];

    /// <summary>What must be reached in each column.</summary>
    public IReadOnlyDictionary<RegimeMode, Acceptance> Acceptances { get; init; } =
        new Dictionary<RegimeMode, Acceptance>();

    /// <summary>
    /// Whether the client starts with what it learned in an earlier run. <value>The default is no.</value>
    /// </summary>
    public bool IsWarm { get; init; }

    /// <summary>The provider in one column.</summary>
    public StrictRules RulesIn(RegimeMode mode) => Rules with { ShowsLimits = mode != RegimeMode.Silent };

    /// <summary>The limits a client is given in one column; may be empty.</summary>
    public IReadOnlyList<Limit> HintsIn(RegimeMode mode) => mode == RegimeMode.Zero ? [] : Hints;
}
