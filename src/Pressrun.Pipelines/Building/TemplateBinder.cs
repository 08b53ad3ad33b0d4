using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Forms;
using Pressrun.Pipelines.Items;
using Pressrun.Pipelines.Templates;
using Pressrun.Pipelines.Verbs;

namespace Pressrun.Pipelines.Building;

/// <summary>Reads the templates of a pipeline and finds names that mean nothing where they stand.</summary>
/// <param name="settings">The file.</param>
/// <param name="fields">Fields the items have; null where they are not known.</param>
/// <param name="folder">Where prompts lie.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class TemplateBinder(
    PipelineSettings settings, IReadOnlyList<string>? fields, PipelineFolder folder, List<FileError> errors)
{
    private static readonly string[] Suffixes = [".md", ".txt", ".html", ".htm", ".xml", ".json"];

    private readonly ElementChecker _elements = new(settings, fields);
    private readonly TemplateEngine _engine = new(Slug.Of, DidYouMean.Of);

    /// <summary>Fields the items have; null where they are not known.</summary>
    public IReadOnlyList<string>? Fields => fields;

    /// <summary>The texts of prompt files, for errors in them.</summary>
    public List<SourceText> Sources { get; } = [];

    /// <summary>A template that stands in the pipeline file itself.</summary>
    public Template? Inline(Setting<string> text, StageSettings stage, IReadOnlyDictionary<string, BuiltStage> built) =>
        Parse(text.Value, text.At.File, text.At, isInline: true, stage, built);

    /// <summary>
    /// A prompt or a page: a file whose name ends as such files do, or the text itself. In <c>.html</c> and
    /// <c>.xml</c> what is printed is escaped.
    /// </summary>
    /// <param name="text">The file, or the text.</param>
    /// <param name="stage">Whose it is.</param>
    /// <param name="built">The stages it may name; for who judges a stage, that stage among them.</param>
    public Template? Prompt(Setting<string> text, StageSettings stage, IReadOnlyDictionary<string, BuiltStage> built)
    {
        if (!IsFile(text.Value))
        {
            return Inline(text, stage, built);
        }

        if (folder.Read(text.Value, out var cause) is not { } content)
        {
            errors.Add(new(text.At, cause));
            return null;
        }

        Sources.Add(new(text.Value, content));
        return Parse(content, text.Value, text.At, isInline: false, stage, built);
    }

    /// <summary>The stages a template names, in the order of its text.</summary>
    public static IEnumerable<string> StagesIn(Template? template, IReadOnlyDictionary<string, BuiltStage> built) =>
        template?.Names.Select(name => name.First).Where(built.ContainsKey).Distinct(StringComparer.Ordinal) ?? [];

    /// <summary>Whether a text is the path of a template rather than one itself.</summary>
    public static bool IsFile(string text) => !text.Contains('\n', StringComparison.Ordinal)
        && !text.Contains('{', StringComparison.Ordinal)
        && Suffixes.Any(suffix => text.EndsWith(suffix, StringComparison.Ordinal));

    private Template? Parse(
        string text, string name, Position at, bool isInline, StageSettings stage,
        IReadOnlyDictionary<string, BuiltStage> built)
    {
        Template template;
        try
        {
            template = _engine.Parse(text, name,
                isHtml: !isInline && Path.GetExtension(name) is ".html" or ".htm" or ".xml");
        }
        catch (TemplateException fault)
        {
            errors.Add(new(isInline ? at : new(name, fault.Line, fault.Column, 1), fault.Cause));
            return null;
        }

        // Their order is part of what the template makes of them.
        if (settings.Items.Order?.Value is { } order && stage.IsOnce
            && template.Names.Any(used => used.First == Names.Items))
        {
            template = template.In($"{order.Field} {(order.IsDescending ? "desc" : "asc")}");
        }

        var found = template.Names.Select(used => (used, Objection(used, stage, built)))
            .Concat(template.ElementNames.Select(used => (used, _elements.Objection(used, stage, built))));
        foreach (var (used, objection) in found)
        {
            if (objection is not null)
            {
                errors.Add(new(isInline ? at : new(name, used.Line, used.Column, used.Length), objection));
            }
        }

        return template;
    }

    private string? Objection(
        TemplateName used, StageSettings stage, IReadOnlyDictionary<string, BuiltStage> built)
    {
        if (used.First is "part" or "previous" && stage.Each is null)
        {
            return $"`{used.First}` means something only in a stage with `each`";
        }

        if (used.First == "part")
        {
            return used.Segments is [_, "number"] || EachBuilder.ElementOf(stage, built) is not { } element
                ? null
                : Objection(used, element);
        }

        if ((Files.Binding.Scope.Reserved.Contains(used.First, StringComparer.Ordinal) && used.First != Names.Items)
            || settings.Vars.Any(variable => variable.Name == used.First))
        {
            return Objection(used, new OutputForm.Text());
        }

        if (stage.IsOnce && used.First == Names.Items)
        {
            return used.Segments.Count == 1 ? null
                : $"`{Names.Items}` is a list: go through it with {{{{#each items}}}}";
        }

        if (built.TryGetValue(used.First, out var source))
        {
            return Objection(used, source, stage);
        }

        if (stage.IsOnce)
        {
            return $"`{used.First}` is not known in a stage that runs once for the batch: it has no item; "
                + "{{#each items}} goes through all of them";
        }

        return fields is null || fields.Contains(used.First, StringComparer.Ordinal)
            ? null
            : Unknown(used, stage, built);
    }

    private static string? Objection(TemplateName used, BuiltStage source, StageSettings stage)
    {
        if (stage.IsOnce && !source.Settings.IsOnce)
        {
            return $"`{used.First}` has a result for each item; a stage that runs once has to `join` them, or to go "
                + "through them with {{#each items}}";
        }

        if (source.Kind == ResultKind.Sound)
        {
            return $"`{used.First}` is sound and has no text; save it, join it or put it somewhere";
        }

        var form = source.Form ?? (source.Kind == ResultKind.Text ? new OutputForm.Text() : null);
        return form is null ? null : Objection(used, source.IsList ? new OutputForm.ListOf(form) : form);
    }

    private static string? Objection(TemplateName used, OutputForm form)
    {
        FormPath.Find(form, used.First, used.Segments.Skip(1), out var objection);
        return objection;
    }

    private string Unknown(TemplateName used, StageSettings stage, IReadOnlyDictionary<string, BuiltStage> built)
    {
        if (settings.Stages.Any(other => other.Name == used.First))
        {
            return used.First == stage.Name
                ? $"`{used.First}` is this stage itself, whose result is not there yet"
                : $"`{used.First}` is a stage further down; a stage sees only those above it";
        }

        List<string> known =
            [.. fields ?? [], .. settings.Vars.Select(variable => variable.Name), .. built.Keys, "key", "name"];
        known.AddRange(stage.Each is null ? [] : ["part", "previous"]);
        return $"unknown name `{used.First}`; {FormPath.Near(used.First, known)}";
    }
}
