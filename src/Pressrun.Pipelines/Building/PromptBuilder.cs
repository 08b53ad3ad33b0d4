using System.Globalization;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Templates;
using Pressrun.Pipelines.Verbs;

namespace Pressrun.Pipelines.Building;

/// <summary>
/// Reads the prompts of a stage: one, or one for each number of a range where its path says so
/// (<c>prompts/chunk-{{part}}.md</c>).
/// </summary>
/// <param name="templates">Reads templates.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class PromptBuilder(TemplateBinder templates, List<FileError> errors)
{
    private const string Cache = "cache";
    private const string Part = "{{part}}";

    /// <summary>Nobody writes more prompts by hand.</summary>
    private const int PartsMax = 100;

    /// <summary>The prompts; null with errors. The stages they name become needs.</summary>
    public PartPrompts? Of(StageParts parts, IReadOnlyDictionary<string, BuiltStage> built)
    {
        var stage = parts.Settings;
        var found = Paths(stage).Select(path => (Path: path.Value, Template: templates.Prompt(path, stage, built)))
            .ToList();
        foreach (var (path, template) in found)
        {
            parts.Use(TemplateBinder.StagesIn(template, built));
            CheckCache(stage, path, template);
        }

        return found.Exists(one => one.Template is null) ? null : new([.. found.Select(one => one.Template!)]);
    }

    private static IEnumerable<Setting<string>> Paths(StageSettings stage)
    {
        var given = stage.Argument;
        if (stage.Each?.Value is not EachSource.Range range || given.Value.Any(char.IsWhiteSpace)
            || !given.Value.Contains(Part, StringComparison.Ordinal)
            || !TemplateBinder.IsFile(given.Value.Replace(Part, "", StringComparison.Ordinal)))
        {
            return [given];
        }

        var count = Math.Min(PartsMax, range.Last - range.First + 1);
        return Enumerable.Range(range.First, count).Select(number => new Setting<string>(
            given.Value.Replace(Part, number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            given.At));
    }

    // Only what stands first is the same in all prompts of an item, and only that is kept by a service.
    private void CheckCache(StageSettings stage, string path, Template? template)
    {
        var given = stage.With.FirstOrDefault(value => value.Name == Cache);
        if (given is null || template is null || given.Value.Text is "5m" or "1h")
        {
            return;
        }

        var name = given.Value.Text;
        if (!template.Text.StartsWith($"<{name}>\n", StringComparison.Ordinal)
            || !template.Text.Contains($"\n</{name}>\n", StringComparison.Ordinal))
        {
            errors.Add(new(given.NameAt, $"`cache: {name}` keeps the block <{name}> at the beginning of prompts, and "
                + $"`{path}` does not begin with it",
                $"begin it with a line <{name}> and end the block with a line </{name}>; or write `cache: 5m`"));
        }
    }
}
