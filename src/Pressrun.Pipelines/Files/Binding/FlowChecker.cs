using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Pipelines.Files.Binding;

/// <summary>What holds between stages: who needs whom, who runs over what, who waits for the whole batch.</summary>
internal sealed class FlowChecker
{
    private readonly Scope _scope;
    private readonly Dictionary<string, StageSettings> _above = new(StringComparer.Ordinal);

    /// <summary>Stages that run once before all items, because nothing they need is made for an item.</summary>
    private readonly HashSet<string> _before = new(StringComparer.Ordinal);

    private FlowChecker(Scope scope) => _scope = scope;

    /// <summary>Reports what does not fit, and returns the stages with all they need.</summary>
    public static IReadOnlyList<StageSettings> Check(IReadOnlyList<StageSettings> stages, Scope scope)
    {
        var checker = new FlowChecker(scope);
        return [.. stages.Select(checker.Next)];
    }

    private StageSettings Next(StageSettings stage)
    {
        Parts(stage);
        var needs = Needs(stage);
        var whole = stage with { Needs = needs };
        if (stage.IsOnce && needs.All(_before.Contains))
        {
            _before.Add(stage.Name);
        }

        _above[stage.Name] = whole;
        return whole;
    }

    /// <summary>What has to do with <c>each</c>.</summary>
    private void Parts(StageSettings stage)
    {
        var each = stage.Each;
        if (each is { Value: EachSource.Stage(var source, _) })
        {
            _scope.IsAbove(source, each.At, stage.Name, "`each`");
        }

        if (stage is { IsOnce: true, Each: not null })
        {
            Report(each!.At, "a stage runs `once` or over `each`, not both", "leave one of them out");
        }

        if (stage is { IsChained: true, Each: null } && IsEachSure(stage))
        {
            Report(
                KeyAt(stage.Name, "chain"), "`chain` links parts, and there is no `each`",
                "add `each:`, or leave it out");
        }

        if (stage.Split is { } split && IsEachSure(stage))
        {
            Cut(stage, split, each);
        }
    }

    private void Cut(StageSettings stage, Setting<int> split, Setting<EachSource>? each)
    {
        switch (each?.Value)
        {
            case null:
                Report(KeyAt(stage.Name, "split"), "`split` cuts the text of a stage, and there is no `each`",
                    "add `each: STAGE`, the stage whose text is cut");
                break;
            case EachSource.Range:
                Report(split.At, "`split` cuts text, and a range has none", "leave it out");
                break;
            case EachSource.Field(var field):
                Report(each.At, $"`split` cuts the text of a stage, and {Quote.Of(field)} is none",
                    DidYouMean.Ask(field, _above.Keys));
                break;
            case EachSource.Stage(var source, _) when _above.GetValueOrDefault(source)?.Each is not null:
                Report(split.At, $"`{source}` runs over parts already: this would be an `each` inside an `each`",
                    "join the parts in a stage of their own first, or cut finer there");
                break;
            case EachSource.Stage(var source, _)
                when _above.GetValueOrDefault(source)?.Verb is VerbKind.Speak or VerbKind.Put:
                Report(split.At, $"`split` cuts text, and `{source}` gives none", "name a stage whose result is text");
                break;
            default:
                break;
        }
    }

    private List<string> Needs(StageSettings stage)
    {
        var needs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var need in stage.GivenNeeds ?? [])
        {
            if (_scope.IsAbove(need.Value, need.At, stage.Name, "`needs`"))
            {
                Wait(stage, need.Value, need.At);
                if (!needs.Add(need.Value))
                {
                    Report(need.At, $"`needs` names `{need.Value}` twice", "leave one of them out");
                }
            }
        }

        var place = _scope.PlaceOf(stage.Name);
        if (stage.GivenNeeds is null && place > 0)
        {
            var above = _scope.StageNames[place - 1];
            Wait(stage, above, stage.At, "it needs the stage above: say otherwise with `needs`");
            needs.Add(above);
        }

        foreach (var (source, at) in Sources(stage))
        {
            if (needs.Add(source))
            {
                Wait(stage, source, at);
            }
        }

        return [.. needs.Where(need => _scope.PlaceOf(need) >= 0).OrderBy(_scope.PlaceOf)];
    }

    /// <summary>The stages that other keys name.</summary>
    private IEnumerable<(string Name, Position At)> Sources(StageSettings stage)
    {
        if (stage.Each is { Value: EachSource.Stage(var parts, _) } && _above.ContainsKey(parts))
        {
            yield return (parts, stage.Each.At);
        }

        if (stage.Verb == VerbKind.Join && stage.Arguments is [var joined]
            && _scope.IsAbove(joined.Value, joined.At, stage.Name, "`join`"))
        {
            yield return (joined.Value, joined.At);
        }

        if (stage.StartWhen is { } start)
        {
            _scope.IsAbove(start.Value.Of, start.At, stage.Name, "`start_when`");
        }

        foreach (var check in stage.Gates.Select(gate => gate.Check).OfType<Setting<Rule>>())
        {
            if (check.Value.Source is { } source && _above.ContainsKey(source))
            {
                yield return (source, check.At);
            }
        }
    }

    /// <summary>An item cannot wait for a stage that itself waits for all items.</summary>
    private void Wait(StageSettings stage, string need, Position at, string? hint = null)
    {
        if (!stage.IsOnce && _above.GetValueOrDefault(need) is { IsOnce: true } && !_before.Contains(need))
        {
            Report(
                at, $"`{stage.Name}` runs for each item and cannot need `{need}`, which waits for all items",
                hint ?? "make it `once` as well, or leave that out");
        }
    }

    /// <summary>Whether <c>each</c> is truly absent or right, and not in error, which is reported already.</summary>
    private bool IsEachSure(StageSettings stage) =>
        stage.Each is not null || (_scope.Stages?[stage.Name] is Node.Map map && map["each"] is null);

    private Position KeyAt(string stage, string key) =>
        (_scope.Stages?[stage] as Node.Map)?.Pairs.FirstOrDefault(pair => pair.Key.Value == key)?.Key.At
            ?? Position.Whole("");

    private void Report(Position at, string message, string? hint) => _scope.Findings.Add(at, message, hint);
}
