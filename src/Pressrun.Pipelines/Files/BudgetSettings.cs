using Pressrun.Model;

namespace Pressrun.Pipelines.Files;

/// <summary>What may be spent; what is null has no limit.</summary>
internal sealed record BudgetSettings
{
    /// <summary>For a run.</summary>
    public Setting<Money>? Run { get; init; }

    /// <summary>For one item.</summary>
    public Setting<Money>? Item { get; init; }

    /// <summary>For a day.</summary>
    public Setting<Money>? Day { get; init; }

    /// <summary>Share of the budget, 0 to 1, at which a warning appears.</summary>
    public Setting<double>? Warn { get; init; }
}
