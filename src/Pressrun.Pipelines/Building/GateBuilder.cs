using System.Globalization;
using Pressrun.Model;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Forms;
using Pressrun.Pipelines.Gates;
using Pressrun.Pipelines.Texts;
using Pressrun.Pipelines.Verbs;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Building;

/// <summary>Makes the engine's gates of a stage's settings.</summary>
/// <param name="folder">Where word lists lie.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class GateBuilder(PipelineFolder folder, List<FileError> errors)
{
    private readonly Dictionary<string, ListFile> _lists = new(StringComparer.Ordinal);

    /// <summary>The gates of a stage, in order.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="parts">What is known of it.</param>
    /// <param name="judgeOf">Makes a gate of a model that judges; null with an error.</param>
    public IReadOnlyList<Gate> Build(StageSettings stage, StageParts parts, Func<GateSettings, Gate?> judgeOf) =>
    [
        .. stage.Gates.Select(gate => gate switch
        {
            { Ask: not null, Pass: not null } => judgeOf(gate),
            { Pass: { } condition } => Condition(gate, condition, stage, parts),
            { Check.Value: Rule.FactsCiteSources } => Citations(gate, stage),
            { Check.Value: Rule.RepeatsBelow rule } when BatchOf(stage) is { } batch => new EchoGate(rule.Share, batch)
            {
                Revise = gate.Revise?.Value,
                Else = gate.Else?.Value,
            },
            { Check.Value: Rule.Sections } => Sections(gate, stage),
            _ => Build(gate, parts.Spoken),
        }).OfType<Gate>(),
    ];

    private ConditionGate? Condition(
        GateSettings gate, Setting<Condition> condition, StageSettings stage, StageParts parts)
    {
        var field = condition.Value.Field;
        var form = stage.Output?.Value ?? (parts.Kind == ResultKind.Fields ? null : new OutputForm.Text());
        if (form is OutputForm.Text)
        {
            errors.Add(new(condition.At, $"`pass` looks at fields, and the result of `{stage.Name}` has none",
                "give the stage an `output`, or the gate an `ask`: a prompt for who judges"));
            return null;
        }

        if (form is not null && FormPath.Find(form, stage.Name, field.Split('.'), out var objection) is null)
        {
            errors.Add(new(condition.At, objection!));
            return null;
        }

        return new(condition.Value) { Revise = gate.Revise?.Value, Else = gate.Else?.Value };
    }

    private CitationGate? Citations(GateSettings gate, StageSettings stage)
    {
        if (stage.Verb == VerbKind.Ask && CitationGate.CanJudge(stage.Output?.Value))
        {
            return new() { Revise = gate.Revise?.Value, Else = gate.Else?.Value };
        }

        errors.Add(new(gate.Check!.At, $"this rule looks at the fields `facts` and `sources` of what `{stage.Name}` "
            + $"answers, and adds the field `{FoundSources.Name}`",
            "write `output: { facts: [text], sources: [url] }`, and whatever else you want"));
        return null;
    }

    // A stage over the batch that joins the results of all items: what repeats is one item what another has said.
    private static string? BatchOf(StageSettings stage) =>
        stage is { IsOnce: true, Verb: VerbKind.Join } ? stage.Argument.Value : null;

    private SectionsGate? Sections(GateSettings gate, StageSettings stage)
    {
        if (!FilingFields.IsFiling(stage))
        {
            errors.Add(new(gate.Check!.At, $"`sections` looks at filings, and `{stage.Name}` fetches none",
                "write it as a gate of the stage that fetches them"));
            return null;
        }

        return new() { Revise = gate.Revise?.Value, Else = gate.Else?.Value };
    }

    private Gate? Build(GateSettings gate, string? spoken)
    {
        var (revise, then) = (gate.Revise?.Value, gate.Else?.Value);
        return gate.Check?.Value switch
        {
            Rule.Sound => new SoundGate(spoken) { Revise = revise, Else = then },
            Rule.NoneOf rule when Lists(rule, gate.Check.At) is { } files => NoneOf(files),
            Rule.WordsBetween rule => OfText(
                Text($"words/1 {rule.Least} {rule.Most}"), text => TextRules.WordsBetween(rule.Least, rule.Most, text)),
            Rule.LengthBetween rule => new RuleGate(
                Text($"length/1 {rule.Least} {rule.Most} {rule.Of}"), async (context, output) => Judge(
                    TextRules.LengthBetween(rule.Least, rule.Most, await MainText.ReadAsync(context, output),
                        await MainText.ReadAsync(context, rule.Of))))
            {
                Revise = revise,
                Else = then,
            },
            Rule.MinutesBetween rule => new SoundGate(spoken, rule) { Revise = revise, Else = then },
            Rule.RepeatsBelow rule => OfText(
                Text($"repeats/1 {rule.Share}"), text => TextRules.RepeatsBelow(rule.Share, text)),
            Rule.NumbersFrom rule => new RuleGate(
                $"numbers/1 {rule.Of}", async (context, output) => Judge(TextRules.NumbersFrom(
                    await MainText.ReadAllAsync(context, output), await MainText.ReadAsync(context, rule.Of))))
            {
                Revise = revise,
                Else = then,
            },
            Rule.Whole => OfText("whole/1", text => TextRules.Whole(text, isTruncated: false)),
            _ => null,
        };

        Gate NoneOf(List<ListFile> files)
        {
            var lists = files.ConvertAll(file => file.List);
            return OfText($"none/1 {string.Join(' ', files.Select(file => file.Hash))}",
                text => TextRules.NoneOf(lists, text));
        }

        Gate OfText(string fingerprint, Func<string, Finding> judge) => new RuleGate(
            fingerprint, async (context, output) => Judge(judge(await MainText.ReadAsync(context, output))))
        {
            Revise = revise,
            Else = then,
        };
    }

    private static Judgement Judge(Finding finding) => new(finding.IsPassed, finding.Notes);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private List<ListFile>? Lists(Rule.NoneOf rule, Position at)
    {
        var lists = new List<ListFile>();
        foreach (var pattern in rule.Files)
        {
            var files = folder.Find(pattern);
            if (files.Count == 0)
            {
                errors.Add(new(at, $"no file is named by `{pattern}`: write one, or correct the path"));
            }

            lists.AddRange(files.Select(file => List(file, at)).OfType<ListFile>());
        }

        return lists.Count == 0 ? null : lists;
    }

    private ListFile? List(string file, Position at)
    {
        if (_lists.TryGetValue(file, out var known))
        {
            return known;
        }

        if (folder.Read(file, out var cause) is not { } text)
        {
            errors.Add(new(at, cause));
            return null;
        }

        return _lists[file] = new(WordList.Read(file, text), Output.Of(text).Hash);
    }

    private sealed record ListFile(WordList List, string Hash);
}
