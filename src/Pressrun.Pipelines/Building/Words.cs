using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Gates;

namespace Pressrun.Pipelines.Building;

/// <summary>Settings in a few words, for people.</summary>
internal static class Words
{
    /// <summary>How often a stage runs.</summary>
    public static string Of(StageSettings stage) => stage switch
    {
        { IsOnce: true } => "once",
        { Each.Value: EachSource.Range range } => $"each {range.First}..{range.Last}",
        { Each.Value: EachSource.Stage source } => $"each {source.Written}",
        { Each.Value: EachSource.Field field } => $"each {field.Path}",
        _ => "item",
    };

    /// <summary>What a gate checks.</summary>
    public static string Of(GateSettings gate) => gate.Check?.Value switch
    {
        Rule.NoneOf rule => $"none of {string.Join(" ", rule.Files)}",
        Rule.WordsBetween rule => FormattableString.Invariant($"words between {rule.Least} and {rule.Most}"),
        Rule.LengthBetween rule =>
            FormattableString.Invariant($"length between {rule.Least} and {rule.Most} of {rule.Of}"),
        Rule.MinutesBetween rule => FormattableString.Invariant($"minutes between {rule.Least} and {rule.Most}"),
        Rule.RepeatsBelow rule => FormattableString.Invariant($"repeats below {rule.Share * 100:0.##}%"),
        Rule.NumbersFrom rule => $"numbers from {rule.Of}",
        Rule.Whole => "whole",
        Rule.Sound => "sound",
        Rule.Sections => "sections",
        _ when gate.Pass is { } pass => gate.Ask is null ? $"pass {ConditionTest.Of(pass.Value)}"
            : $"judge{(gate.Models is [var judge, ..] ? $" {judge.Provider}/{judge.Model}" : "")}, "
                + $"pass {ConditionTest.Of(pass.Value)}",
        _ => "",
    };
}
