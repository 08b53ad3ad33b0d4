using Pressrun.Model;

namespace Pressrun.Rehearsing;

/// <summary>What a run would pay again because of what changed since the latest one.</summary>
/// <param name="Stages">Stages with calls that were answered before, in the order of the pipeline.</param>
public sealed record ChangeReport(IReadOnlyList<ChangedStage> Stages)
{
    /// <summary>Whether nothing that was answered is asked again.</summary>
    public bool IsNothing => Stages.Count == 0;

    /// <summary>
    /// What is different about each stage that is not as it was, asked again or not; in words for people.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Causes { get; init; }

    /// <summary>Stages of the latest run that are no more; their results are kept.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>Items of the latest run whose fields are others now.</summary>
    public required long Edited { get; init; }

    /// <summary>Items the latest run did not know.</summary>
    public required long Added { get; init; }

    /// <summary>Items of the latest run that are no more; their results are kept.</summary>
    public required long LeftOut { get; init; }

    /// <summary>What the calls that are certainly new are likely to cost.</summary>
    public Money Certain => Stages.Aggregate(Money.Zero, (sum, stage) => sum + stage.Certain);

    /// <summary>What all of it is likely to cost: what is certain and what may follow.</summary>
    public Money Likely => Stages.Aggregate(Money.Zero, (sum, stage) => sum + (stage.Likely ?? stage.WorstCase));
}
