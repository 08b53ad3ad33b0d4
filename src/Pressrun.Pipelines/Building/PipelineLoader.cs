using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Items;
using Pressrun.Running;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Building;

/// <summary>Reads a pipeline file with everything it names, and checks all of it before anything is sent.</summary>
public static class PipelineLoader
{
    /// <summary>Loads a pipeline.</summary>
    /// <exception cref="PipelineFileException">Something in the file or its prompts is wrong: all of it.</exception>
    /// <exception cref="PressrunException">The items cannot be read.</exception>
    public static LoadedPipeline Load(LoadRequest request)
    {
        var source = SourceText.Read(request.File, request.Name);
        var settings = PipelineFile.Read(source, request.Overrides);
        var errors = PipelineFile.NotYet(settings).ToList();
        var root = Path.GetDirectoryName(request.File)!;
        var items = errors.Count > 0 ? null : ItemReader.Read(new(request.Items ?? settings.Items.From.Value, root)
        {
            At = settings.Items.At?.Value,
            Key = settings.Items.Key?.Value,
            Where = settings.Items.Where?.Value,
            Order = settings.Items.Order?.Value,
            StandardInput = request.StandardInput,
        });
        Clash(settings, items, errors);
        var folder = new PipelineFolder(root);
        // Without an item nobody knows its fields: then there is nothing to do, which is not the fault of a template.
        var fields = items is { Count: > 0 } ? items.Fields : null;
        var templates = new TemplateBinder(settings, fields, folder, errors);
        var stages = new StageBuilder(settings, templates, new(folder, errors), new(fields, errors), errors,
            items?.Count ?? 0, request.IsOffline).Build();
        if (errors.Count > 0)
        {
            throw new PipelineFileException(errors, [.. settings.Sources, .. templates.Sources]);
        }

        var selected = Selected(request, items!.Source);
        return new(new Pipeline(settings.Name.Value, stages.Stages), settings, items, stages,
            [.. settings.Sources, .. templates.Sources], selected);
    }

    // The keys; null for all.
    private static HashSet<string>? Selected(LoadRequest request, ItemSource source) =>
        request is { Select: null, Limit: null }
            ? null
            : Selection.Parse(request.Select ?? "", request.Limit).Of(source).Read().Select(item => item.Key)
                .ToHashSet(StringComparer.Ordinal);

    // Fields, vars and stages share one namespace; the file alone cannot know the fields.
    private static void Clash(PipelineSettings settings, ItemReading? items, List<FileError> errors)
    {
        foreach (var field in items?.Fields ?? [])
        {
            if (settings.Stages.FirstOrDefault(stage => stage.Name == field) is { } stage)
            {
                errors.Add(new(stage.At, $"`{field}` is also a field of the items", "give the stage another name"));
            }

            if (settings.Vars.FirstOrDefault(one => one.Name == field) is { } variable)
            {
                errors.Add(
                    new(variable.NameAt, $"`{field}` is also a field of the items", "give the var another name"));
            }
        }
    }
}
