using Pressrun.Model;

namespace Pressrun.Pipelines.Files;

/// <summary>A check of a stage's result: a rule, a judge, or a condition on the result itself.</summary>
internal sealed record GateSettings
{
    /// <summary>Where the gate stands.</summary>
    public required Position At { get; init; }

    /// <summary>The rule; null if a judge or a condition decides.</summary>
    public Setting<Rule>? Check { get; init; }

    /// <summary>The judge's prompt, a file ending in .md or the text itself; null if there is no judge.</summary>
    public Setting<string>? Ask { get; init; }

    /// <summary>What the judge's answer, or without a judge the result itself, must fulfil; null with a rule.</summary>
    public Setting<Condition>? Pass { get; init; }

    /// <summary>Who judges, in order; empty takes the stage's models.</summary>
    public IReadOnlyList<ModelReference> Models { get; init; } = [];

    /// <summary>How often the stage runs again, 0 to 20; null is that of the last gate, else 0.</summary>
    public Setting<int>? Revise { get; init; }

    /// <summary>Fail, review, keep or skip; null is that of the last gate, else fail.</summary>
    public Setting<Then>? Else { get; init; }
}
