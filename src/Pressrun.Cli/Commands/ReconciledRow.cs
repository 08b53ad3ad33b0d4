using Pressrun.Model;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>A day and a model, as the journal and as the provider tell of them.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Model">The model as it is asked; in the provider's words if nobody asked it; empty for all.</param>
/// <param name="Ours">What the journal says.</param>
internal sealed record ReconciledRow(DateOnly Day, string Model, SpendRow Ours)
{
    private const decimal Cent = 0.01m;
    private const decimal HalfCent = 0.005m;

    /// <summary>US dollars the provider names; null if it names no amounts at all.</summary>
    public decimal? TheirCost { get; init; }

    /// <summary>Tokens and characters the provider names.</summary>
    public Usage TheirUsage { get; init; }

    /// <summary>Calls of ours whose price nobody here knows.</summary>
    public long Unpriced { get; init; }

    /// <summary>US dollars of the journal.</summary>
    public decimal OurCost => Ours.Paid.Micros / 1_000_000m;

    /// <summary>Theirs without ours, in dollars; null if the provider names no amounts.</summary>
    public decimal? Difference => TheirCost - OurCost;

    /// <summary>Whether both say the same: to the cent, or to the token where the provider names no amounts.</summary>
    public bool IsEqual => Difference is { } difference ? Math.Abs(difference) <= HalfCent
        : (In, Out, Characters) == (0, 0, 0);

    /// <summary>
    /// Whether calls without a reply may be all the difference: no more than these can have cost is missing.
    /// </summary>
    public bool IsExplained => !IsEqual && Ours.UnknownCalls > 0 && (Difference is { } difference
        ? difference > 0 && difference < (Ours.Unknown.Micros / 1_000_000m) + Cent
        : In >= 0 && Out >= 0 && Characters >= 0);

    /// <summary>Theirs without ours, in input tokens.</summary>
    public long In => TheirUsage.Input - Ours.Usage.AllInput;

    /// <summary>Theirs without ours, in output tokens.</summary>
    public long Out => TheirUsage.Output - Ours.Usage.Output;

    /// <summary>Theirs without ours, in characters; 0 where the provider counts none.</summary>
    public long Characters => TheirUsage.Characters == 0 ? 0 : TheirUsage.Characters - Ours.Usage.Characters;
}
