using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Templates;
using Pressrun.Pipelines.Verbs;

namespace Pressrun.Pipelines.Building;

/// <summary>The stages of a file built so far, and what the next one may name of them.</summary>
/// <param name="settings">The file.</param>
/// <param name="templates">Reads its templates.</param>
/// <param name="errors">Takes what is wrong.</param>
/// <param name="items">How many items there are; 0 where that is not known.</param>
/// <param name="isOffline">Whether stand-ins answer instead of paid models.</param>
internal sealed class StageRoom(
    PipelineSettings settings, TemplateBinder templates, List<FileError> errors, int items, bool isOffline)
{
    private static readonly string[] PageSuffixes = [".html", ".htm", ".xml"];

    private readonly PathClaims _claims = new(errors);
    private readonly Dictionary<string, string> _vars = settings.Vars.ToDictionary(
        variable => variable.Name, variable => variable.Value.Text, StringComparer.Ordinal);

    /// <summary>The stages built so far, by name.</summary>
    public Dictionary<string, BuiltStage> Built { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether stand-ins answer instead of paid models.</summary>
    public bool IsOffline => isOffline;

    /// <summary>The folder before everything that is written; empty for none.</summary>
    public string Root => isOffline ? StageBuilder.OfflineRoot : "";

    /// <summary>What is said in everything stand-ins have made; empty where nothing is.</summary>
    public string Comment => isOffline ? StageBuilder.OfflineComment : "";

    /// <summary>Fields the items have; null where they are not known.</summary>
    public IReadOnlyList<string>? Fields => templates.Fields;

    /// <summary>A template that stands in the pipeline file itself; the stages it names become needs.</summary>
    public Template? Inline(StageParts parts, Setting<string> text) =>
        Using(parts, templates.Inline(text, parts.Settings, Built));

    /// <summary>A file of a template, or the template itself.</summary>
    public Template? Prompt(StageParts parts, Setting<string> text) =>
        Using(parts, templates.Prompt(text, parts.Settings, Built));

    /// <summary>A template that a stage over the batch fills for each item.</summary>
    public Template? ForItem(StageParts parts, Setting<string> text) =>
        Using(parts, templates.Inline(text, parts.Settings with { IsOnce = false }, Built));

    /// <summary>The template of a path that is written to.</summary>
    public Template? Target(StageParts parts, Setting<string> path)
    {
        var template = Inline(parts, path);
        var objection = TargetPath.Objection(path.Value) ?? (template is null ? null
            : TargetPath.Clash(template, parts.Settings, items, name => name == "name"
                || settings.Vars.Any(variable => variable.Name == name)
                || (Built.TryGetValue(name, out var stage) && stage.Settings.IsOnce)));
        if (objection is var (message, hint))
        {
            errors.Add(new(path.At, message, hint));
        }

        return template;
    }

    /// <summary>The template of a file that no other stage may write.</summary>
    public Template? Claim(StageParts parts, Setting<string> path)
    {
        Take(parts, path.Value, path.At);
        return Target(parts, path);
    }

    /// <summary>Takes a file for a stage.</summary>
    public void Take(StageParts parts, string path, Position at) => _claims.Add(path, parts.Settings.Name, at);

    /// <summary>What the names in templates of a stage stand for.</summary>
    public Names NamesOf(StageParts parts, params IReadOnlyList<Template> used) => new(
        settings.Name.Value, _vars,
        [.. Named(used).Where(name => name != parts.Settings.Name).Select(NameOf)])
    {
        Batch = parts.Settings.IsOnce && used.Any(template => template.Names.Any(name => name.First == Names.Items))
            ? [.. parts.Settings.Needs.Where(need => !Built[need].Settings.IsOnce
                && Built[need].Kind != ResultKind.Sound).Select(NameOf)]
            : null,
    };

    /// <summary>What the names stand for in templates that a stage over the batch fills for each item.</summary>
    /// <param name="used">The templates.</param>
    /// <param name="more">Stages whose results are wanted beside those named.</param>
    public BatchScopes ScopesOf(IReadOnlyList<Template> used, IEnumerable<string> more)
    {
        var named = Named(used).Union(more, StringComparer.Ordinal)
            .ToLookup(name => Built[name].Settings.IsOnce, NameOf);
        return new(settings.Name.Value, _vars, [.. named[false]], [.. named[true]]);
    }

    /// <summary>The stage above a stage that does something for each item; null if there is none.</summary>
    public string? Above(StageParts parts, VerbKind verb) => settings.Stages
        .TakeWhile(stage => stage.Name != parts.Settings.Name)
        .LastOrDefault(stage => stage.Verb == verb && stage is { IsOnce: false, Each: null })?.Name;

    /// <summary>Whether the result of a stage is a page by itself: a template of one has been filled.</summary>
    public static bool IsPage(StageSettings stage) => stage.Verb == VerbKind.Render && PageSuffixes.Any(suffix =>
        stage.Argument.Value.EndsWith(suffix, StringComparison.Ordinal));

    /// <summary>
    /// How documents are made of a stage's result; null where it is a file by itself: sound, a page, or what a program
    /// has written.
    /// </summary>
    /// <param name="parts">Who writes the document.</param>
    /// <param name="stage">Whose result it is.</param>
    /// <param name="kind">What that result is.</param>
    public Document? DocumentOf(StageParts parts, StageSettings stage, ResultKind kind)
    {
        if (kind == ResultKind.Sound || stage.Verb == VerbKind.Run || IsPage(stage))
        {
            return null;
        }

        var joined = stage.Verb == VerbKind.Join ? stage.Argument.Value : null;
        var page = parts.Settings.IsOnce ? null : Above(parts, VerbKind.Fetch);
        parts.Use(new[] { joined, page }.OfType<string>());
        Template? Of(string name) => stage.Verb == VerbKind.Join && Find(stage, name) is { } text
            ? Inline(parts, text)
            : null;
        var (title, author, language) = (Of("title"), Of("author"), Of("language"));
        return new(settings.Name.Value, NamesOf(parts, [.. new[] { title, author, language }.OfType<Template>()]))
        {
            Joined = joined,
            IsBatch = joined is not null && stage.IsOnce && !Built[joined].Settings.IsOnce,
            Title = title,
            Author = author,
            Language = language,
            PageOf = page,
            Comment = Comment,
        };
    }

    /// <summary>A parameter of a stage; null where it is not given.</summary>
    public static Setting<string>? Find(StageSettings stage, string name) =>
        stage.With.FirstOrDefault(value => value.Name == name) is { } given ? new(given.Value.Text, given.At) : null;

    private Template? Using(StageParts parts, Template? template)
    {
        parts.Use(TemplateBinder.StagesIn(template, Built));
        return template;
    }

    private IEnumerable<string> Named(IEnumerable<Template> used) =>
        used.SelectMany(template => TemplateBinder.StagesIn(template, Built)).Distinct(StringComparer.Ordinal);

    private StageName NameOf(string stage) => new(stage, Built[stage].Kind, Built[stage].IsList);
}
