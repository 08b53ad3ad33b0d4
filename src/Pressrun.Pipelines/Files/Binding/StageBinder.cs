using Pressrun.Pipelines.Files.Reading;
using Pressrun.Pipelines.Files.Wording;

namespace Pressrun.Pipelines.Files.Binding;

/// <summary>Reads the stages, one by one; what holds between them is <see cref="FlowChecker"/>'s.</summary>
internal static class StageBinder
{
    private const int TriesMax = 100;
    private const int SplitMin = 50;
    private const int SplitMax = 1_000_000;
    private const int FiguresMax = 1_000_000_000;

    public static IReadOnlyList<StageSettings> Bind(Node.Map? map, Scope scope)
    {
        var stages = new List<StageSettings>();
        foreach (var pair in map?.Pairs ?? [])
        {
            var owner = $"stage {Quote.Of(pair.Key.Value)}";
            if (pair.Value is Node.Map settings)
            {
                var reader = new MapReader(settings, Place.Stage, owner, pair.Key.At, scope.Findings);
                stages.Add(Stage(pair.Key, settings, reader, scope));
            }
            else if (pair.Value is not Node.Faulty)
            {
                scope.Findings.Add(
                    pair.Key.At, $"{owner} wants a verb, found {pair.Value.Title}",
                    $"A stage does one of: {KeyTable.VerbList}");
            }
        }

        return FlowChecker.Check(stages, scope);
    }

    private static StageSettings Stage(Node.Text key, Node.Map map, MapReader reader, Scope scope)
    {
        var name = key.Value;
        var verb = Verb(name, map, reader, scope.Findings);
        var models = reader["model"];
        return new()
        {
            Name = name,
            At = key.At,
            Verb = verb is null ? VerbKind.Ask : Enum.Parse<VerbKind>(verb, ignoreCase: true),
            Arguments = (verb is null ? null : reader.TextList(verb)) ?? [],
            GivenNeeds = reader.TextList("needs"),
            Each = reader.One("each", text => Each(text, scope)),
            Split = reader.One("split", text => Amounts.Size("split", text, "characters", SplitMin, SplitMax)),
            IsChained = reader.IsTrue("chain"),
            IsOnce = reader.IsTrue("once"),
            IsManual = reader.IsTrue("manual"),
            StartWhen = reader.One("start_when", StartWhen),
            Models = models is null ? [] : scope.Models(reader.Texts("model", models)),
            Route = reader.One("route", Route),
            With = ScalarBinder.Bind(reader["with"] as Node.Map, "with", scope.Findings),
            Output = reader["output"] is { } form && OutputBinder.Bind(form, scope.Findings) is { } output
                ? new(output, form.At)
                : null,
            Limits = LimitBinder.Bind(reader, scope.Findings),
            Tries = reader.One("tries", text => Amounts.Whole("tries", text, 1, TriesMax)),
            Timeout = reader.One("timeout", text => Amounts.Duration("timeout", text)),
            Expect = Expect(reader.Below("expect", Place.Expect)),
            Gates = GateBinder.Bind(reader, name, scope),
            Save = reader.TextList("save") ?? [],
        };
    }

    /// <summary>The one verb of a stage; null if there is none, reported unless a mistyped key means one.</summary>
    private static string? Verb(string name, Node.Map map, MapReader reader, Findings findings)
    {
        var verbs = map.Pairs.Select(pair => pair.Key)
            .Where(key => KeyTable.Find(Place.Stage, key.Value) is { IsVerb: true }).ToList();
        if (verbs.Count == 0 && !KeyTable.Of(Place.Stage).Any(row => row.IsVerb && reader.WasMeant(row.Name)))
        {
            findings.Add(
                reader.At, $"stage {Quote.Of(name)} does nothing", $"A stage does one of: {KeyTable.VerbList}");
        }

        if (verbs.Count > 1)
        {
            findings.Add(
                verbs[1].At, $"stage {Quote.Of(name)} does two things: `{verbs[0].Value}` and `{verbs[1].Value}`",
                "make two stages of it");
        }

        var verb = verbs.Count > 0 ? verbs[0].Value : null;
        Fits(verb, "model", verb is "ask" or "speak", reader, findings);
        Fits(verb, "route", verb is "ask", reader, findings);
        Fits(verb, "output", verb is "ask" or "run" or "use", reader, findings);
        if (verb is "ask" or "speak" && !reader.WasMeant("model"))
        {
            findings.Add(
                reader.At, $"stage {Quote.Of(name)} names no model to {verb}",
                verb == "ask" ? "add `model: openai/gpt-6-luna`, or `model: offline`"
                    : "add `model: elevenlabs/eleven_multilingual_v2`, or `model: espeak`");
        }

        if (verb == "put" && reader.Text("put") is { } target && PutScheme.Of(target.Value) is null
            && !target.Value.StartsWith("{{", StringComparison.Ordinal))
        {
            Target(target, findings);
        }

        return verb;
    }

    private static void Fits(string? verb, string key, bool isFitting, MapReader reader, Findings findings)
    {
        if (verb is not null && !isFitting && reader[key] is not null)
        {
            findings.Add(reader.KeyAt(key), $"`{key}` has no use with `{verb}`", "leave it out");
        }
    }

    private static Meaning<string> Route(string text) => text is "live" or "batch"
        ? text
        : Meaning<string>.Bad(
            $"`route` is live or batch, not {Quote.Of(text)}", DidYouMean.Ask(text, ["live", "batch"]));

    private static void Target(Setting<string> target, Findings findings)
    {
        var scheme = target.Value.Split(':')[0];
        var meant = DidYouMean.Of(scheme, PutScheme.All.Select(known => known.Name));
        var known = string.Join(' ', PutScheme.All.Select(known => known.Name + "://"));
        findings.Add(
            target.At, $"`put` does not know the target {Quote.Of(target.Value)}",
            meant is null ? $"a target begins with one of: {known}" : $"did you mean `{meant}://`?");
    }

    private static Meaning<EachSource> Each(string text, Scope scope)
    {
        if (NameWords.Range("each", text) is { } range)
        {
            return range.Complaint is null
                ? new EachSource.Range(range.Value.First, range.Value.Last)
                : Meaning<EachSource>.Bad(range.Complaint, range.Hint);
        }

        var names = text.Split('.', 2);
        return scope.PlaceOf(names[0]) >= 0
            ? new EachSource.Stage(names[0], names.Length > 1 ? names[1] : "")
            : new EachSource.Field(text);
    }

    private static Meaning<StartSettings> StartWhen(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [var percent, "of", var stage]
            && Amounts.Share("start_when", percent) is { Complaint: null } share
            ? new StartSettings(share.Value, stage)
            : Meaning<StartSettings>.Bad(
                $"`start_when` is not understood: {Quote.Of(text)}", "write it as `10% of analysis`");
    }

    private static ExpectSettings? Expect(MapReader? reader) => reader is null
        ? null
        : new()
        {
            Latency = reader.One("latency", text => Amounts.Duration("latency", text)),
            In = reader.One("in", text => Amounts.Size("in", text, "tokens", 0, FiguresMax)),
            Out = reader.One("out", text => Amounts.Size("out", text, "tokens", 0, FiguresMax)),
            Fails = reader.One("fails", text => Amounts.Share("fails", text)),
            Revised = reader.One("revised", text => Amounts.Share("revised", text)),
            Parts = reader.One("parts", text => Amounts.Whole("parts", text, 1, FiguresMax)),
        };
}
