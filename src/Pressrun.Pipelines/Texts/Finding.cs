namespace Pressrun.Pipelines.Texts;

/// <summary>What a rule says of a text.</summary>
/// <param name="IsPassed">Whether the text keeps the rule.</param>
/// <param name="Notes">What is wrong and what to do, in sentences a model can follow; empty when it passed.</param>
internal sealed record Finding(bool IsPassed, string Notes = "")
{
    /// <summary>Nothing to say.</summary>
    public static Finding Passed { get; } = new(IsPassed: true);

    /// <summary>A rule that is not kept.</summary>
    public static Finding Failed(string notes) => new(IsPassed: false, notes);
}
