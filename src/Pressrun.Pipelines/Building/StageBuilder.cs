using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Gates;
using Pressrun.Pipelines.Templates;
using Pressrun.Pipelines.Verbs;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Building;

/// <summary>Makes the engine's stages of a file's settings, one after the other.</summary>
/// <param name="settings">The file.</param>
/// <param name="templates">Reads its templates.</param>
/// <param name="gates">Makes its gates.</param>
/// <param name="eaches">Makes what its stages run over.</param>
/// <param name="errors">Takes what is wrong.</param>
/// <param name="items">How many items there are; 0 where that is not known.</param>
/// <param name="isOffline">Whether stand-ins answer instead of paid models.</param>
internal sealed class StageBuilder(
    PipelineSettings settings, TemplateBinder templates, GateBuilder gates, EachBuilder eaches,
    List<FileError> errors, int items, bool isOffline)
{
    /// <summary>What is said in everything stand-ins have made.</summary>
    public const string OfflineComment = "made offline by stand-ins: an extractive text model and espeak-ng";

    /// <summary>The folder everything goes to that stand-ins have made: never among what was paid for.</summary>
    public const string OfflineRoot = "offline/";

    private readonly List<StageLine> _graph = [];
    private readonly ModelBinder _models = new(settings, errors, isOffline);
    private readonly StageRoom _room = new(settings, templates, errors, items, isOffline);
    private readonly PromptBuilder _prompts = new(templates, errors);
    private PutBuilder? _putting;

    private Dictionary<string, BuiltStage> Built => _room.Built;

    private PutBuilder Putting => _putting ??= new(settings, _room, errors);

    /// <summary>Makes all stages; those that cannot be made are left out, with an error each.</summary>
    public BuiltStages Build()
    {
        var stages = new List<Stage>();
        foreach (var stage in settings.Stages)
        {
            var parts = new StageParts(stage, MainNeedOf(stage));
            if (VerbOf(parts) is { } verb)
            {
                CheckWith(parts, verb);
                stages.Add(Finish(parts, verb));
            }

            Built.Add(stage.Name, new(stage, parts.Kind));
        }

        var web = settings.Providers.FirstOrDefault(provider => provider.Kind.Value == "fetch");
        errors.AddRange(web is null ? [] : WebChecker.Check(web));
        var hosts = web?.AllowHosts.Select(host => host.Value) ?? [];
        var hooks = settings.Providers.FirstOrDefault(provider => provider.Kind.Value == "hook");
        errors.AddRange(hooks is null ? [] : WebChecker.Check(hooks));
        return new(stages, _graph, _models.Services, new(web?.Contact?.Value, [.. hosts])
        {
            HookHosts = [.. hooks?.AllowHosts.Select(host => host.Value) ?? []],
        })
        {
            MailServer = Putting.Server,
        };
    }

    // What a model understands is its own business; what stays here is known.
    private void CheckWith(StageParts parts, Verb verb)
    {
        if (verb is AskVerb or SpeakVerb)
        {
            CallParameters.Check(parts.Settings, errors);
        }

        IReadOnlyList<string>? known = verb switch
        {
            AskVerb or SpeakVerb => null,
            JoinSoundVerb => JoinSoundVerb.Known,
            JoinTextVerb => Document.Known,
            FeedVerb => FeedVerb.Known,
            SiteVerb => SiteWords.Known,
            MailVerb => MailWords.Known,
            HookVerb => HookVerb.Known,
            FetchVerb { FilingTokens: not null } => FilingFields.Known,
            _ => [],
        };
        foreach (var given in parts.Settings.With.Where(given =>
            known?.Contains(given.Name, StringComparer.Ordinal) == false))
        {
            var hint = DidYouMean.Of(given.Name, known!) is { } near ? $"did you mean `{near}`?"
                : known!.Count == 0 ? "this stage takes none" : $"there is: {string.Join(" ", known)}";
            errors.Add(new(given.NameAt, $"`{parts.Settings.Name}` knows no parameter `{given.Name}`", hint));
        }
    }

    private Verb? VerbOf(StageParts parts) => parts.Settings.Verb switch
    {
        VerbKind.Fetch => Fetch(parts),
        VerbKind.Ask => Ask(parts),
        VerbKind.Speak => Speak(parts),
        VerbKind.Join => Join(parts),
        VerbKind.Render => Render(parts),
        VerbKind.Put => Putting.Build(parts),
        VerbKind.Run => Run(parts),
        _ => null, // Refused before, as what only later versions carry out.
    };

    private FetchVerb? Fetch(StageParts parts)
    {
        parts.Kind = ResultKind.Fields;
        parts.Does = "fetch";
        var address = _room.Inline(parts, parts.Settings.Argument);
        var tokens = FilingFields.TokensOf(parts.Settings, errors);
        return address is null ? null
            : new(address, _room.NamesOf(parts, address), parts.Care) { FilingTokens = tokens };
    }

    private AskVerb? Ask(StageParts parts)
    {
        var stage = parts.Settings;
        var model = _models.Bind(parts, "offline/extractive");
        parts.Kind = stage.Output is null ? ResultKind.Text : ResultKind.Fields;
        var prompts = _prompts.Of(parts, Built);
        if (prompts is null || model is null)
        {
            return null;
        }

        var tellsFound = stage.Gates.Any(gate => gate.Check?.Value is Rule.FactsCiteSources);
        if (tellsFound)
        {
            _models.RequireSearch(stage);
        }

        return new(prompts, model, isOffline ? [] : parts.With, _room.NamesOf(parts, prompts.All), parts.Care)
        {
            Wish = isOffline ? WishOf(parts) : null,
            Form = stage.Output?.Value,
            TellsFound = tellsFound,
        };
    }

    private RenderVerb? Render(StageParts parts)
    {
        var file = parts.Settings.Argument;
        var template = templates.Prompt(file, parts.Settings, Built);
        parts.Use(TemplateBinder.StagesIn(template, Built));
        parts.Does = template?.Text == file.Value ? "render" : $"render {file.Value}";
        return template is null ? null
            : new(template, isJson: file.Value.EndsWith(".json", StringComparison.Ordinal),
                _room.NamesOf(parts, template));
    }

    private JudgeGate? Judge(StageParts parts, GateSettings gate)
    {
        var stage = parts.Settings;
        var (model, care) = _models.BindJudge(gate.Models.Count > 0 ? gate.Models : stage.Models, stage);
        if (parts.Kind == ResultKind.Sound || model is null)
        {
            errors.Add(parts.Kind == ResultKind.Sound
                ? new(gate.Ask!.At, $"a judge reads text, and `{stage.Name}` gives sound", "write `check: sound`")
                : new(gate.Ask!.At, "nobody is named to judge", "add `model: anthropic/claude-haiku-5-5`, or another"));
            return null;
        }

        // Who judges a stage sees its result, one at a time, under its name.
        var known = new Dictionary<string, BuiltStage>(Built, StringComparer.Ordinal)
        {
            [stage.Name] = new(stage with { Each = null }, parts.Kind),
        };
        var prompt = templates.Prompt(gate.Ask!, stage, known);
        parts.Use(TemplateBinder.StagesIn(prompt, Built));
        if (prompt is null)
        {
            return null;
        }

        var names = _room.NamesOf(parts, prompt);
        var condition = gate.Pass!.Value;
        var judge = new AskVerb(new([prompt]), model, [], names, care) { Form = JudgeGate.FormFor(condition) };
        return new(prompt, judge, condition, new(stage.Name, parts.Kind, IsList: false), names)
        {
            Revise = gate.Revise?.Value,
            Else = gate.Else?.Value,
        };
    }

    private SpeakVerb? Speak(StageParts parts)
    {
        parts.Kind = ResultKind.Sound;
        var model = _models.Bind(parts, "espeak/default");
        var text = _room.Inline(parts, parts.Settings.Argument);
        var page = _room.Above(parts, VerbKind.Fetch);
        parts.Use(page is null ? [] : [page]);
        if (text is null || model is null)
        {
            return null;
        }

        return new(text, model, isOffline ? [] : parts.With, _room.NamesOf(parts, text), parts.Care)
        {
            LanguageOf = page,
        };
    }

    private Verb? Join(StageParts parts)
    {
        var joined = parts.Settings.Argument.Value;
        if (!Built.TryGetValue(joined, out var source))
        {
            return null; // Said already: it is no stage above.
        }

        parts.Use([joined]);
        parts.Kind = source.Kind == ResultKind.Sound ? ResultKind.Sound : ResultKind.Text;
        parts.Does = source.Kind == ResultKind.Sound ? "join sound" : "join text";
        if (source.Kind != ResultKind.Sound)
        {
            return new JoinTextVerb(joined, isBatch: parts.Settings.IsOnce && !source.Settings.IsOnce);
        }

        var page = _room.Above(parts, VerbKind.Fetch);
        parts.Use(page is null ? [] : [page]);
        parts.Spoken = source.Settings.Each?.Value is EachSource.Stage { Name: var spoken } ? spoken : null;
        parts.Use(parts.Spoken is null ? [] : [parts.Spoken]);
        return new JoinSoundVerb(joined, parts.With, settings.Name.Value, parts.Care)
        {
            TitleOf = page,
            Comment = _room.Comment,
        };
    }

    private ProgramVerb? Run(StageParts parts)
    {
        var arguments = parts.Settings.Arguments.Skip(1).Select(argument => _room.Inline(parts, argument)).ToList();
        parts.Does = $"run {parts.Settings.Argument.Value}";
        if (arguments.Contains(null))
        {
            return null;
        }

        // A stage over the batch has no one result of a stage that has one an item.
        var text = parts.MainNeed is { } need && Built[need].Kind != ResultKind.Sound
            && (!parts.Settings.IsOnce || Built[need].Settings.IsOnce) ? need : null;
        parts.Use(text is null ? [] : [text]);
        return new(parts.Settings.Argument.Value, [.. arguments.OfType<Template>()], text,
            _room.NamesOf(parts, [.. arguments.OfType<Template>()]), parts.Care);
    }

    private Stage Finish(StageParts parts, Verb verb)
    {
        var stage = parts.Settings;
        var save = stage.Save.Select(path => _room.Claim(parts, path)).OfType<Template>().ToList();
        var document = save.Exists(path => Document.IsOne(path.Text))
            ? _room.DocumentOf(parts, stage, parts.Kind)
            : null;
        var built = gates.Build(stage, parts, gate => Judge(parts, gate));
        parts.Use(stage.Gates.Select(gate => gate.Check?.Value.Source).OfType<string>());
        var needs = parts.Needs([.. Built.Keys]);
        _graph.Add(new(stage.Name, Words.Of(stage), parts.Does, needs,
            [.. stage.Gates.Select(Words.Of)], [.. stage.Save.Select(path => path.Value)])
        {
            IsManual = stage.IsManual,
        });
        return new(stage.Name, verb)
        {
            Needs = needs,
            Each = eaches.Build(stage, Built),
            IsChained = stage.IsChained,
            IsOnce = stage.IsOnce,
            Gates = built,
            Limits = [.. stage.Limits.Select(limit => limit.Limit)],
            Save = save.Count == 0 ? null : new SaveFile(save, _room.Root, parts.Kind, _room.NamesOf(parts, [.. save]))
            {
                Document = document,
            },
        };
    }

    private static LengthWish? WishOf(StageParts parts)
    {
        var rules = parts.Settings.Gates.Select(gate => gate.Check?.Value).ToList();
        var length = rules.OfType<Rule.LengthBetween>().FirstOrDefault();
        var words = rules.OfType<Rule.WordsBetween>().FirstOrDefault();
        return length is null && words is null
            ? null
            : new(length?.Of, (decimal)(length?.Least ?? 0), (decimal)(length?.Most ?? 0), words?.Least, words?.Most);
    }

    // The stage whose result is meant where none is named: the first needed, else the one above.
    private static string? MainNeedOf(StageSettings stage) =>
        stage.GivenNeeds is [var given, ..] ? given.Value : stage.Needs is [.., var above] ? above : null;
}
