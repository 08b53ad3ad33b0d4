using Pressrun.Pipelines.Files;

namespace Pressrun.Cli.Hosting;

/// <summary>Something known of a service before it is asked.</summary>
/// <param name="At">Where the file speaks of it.</param>
/// <param name="Text">What is known.</param>
internal sealed record ServiceFinding(Position At, string Text)
{
    /// <summary>Whether no run can go well.</summary>
    public bool IsWrong { get; init; }

    /// <summary>Whether it is a price that nobody knows: no fault without a budget.</summary>
    public bool IsPriceUnknown { get; init; }

    /// <summary>Place and text.</summary>
    public override string ToString() => $"{At}: {Text}";
}
