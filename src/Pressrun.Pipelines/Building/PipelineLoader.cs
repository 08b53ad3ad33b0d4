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
        var folder = new PipelineFolder(root);
        var query = request.Items is null ? Query(settings, folder, errors) : null;
        var items = errors.Count > 0 ? null : Items(request, settings, query, errors);
        errors.AddRange(items is null ? [] : FieldClash.Find(settings, items));
        // Without an item nobody knows its fields: then there is nothing to do, which is not the fault of a template.
        var fields = items is { Count: > 0 } ? items.Fields : null;
        var templates = new TemplateBinder(settings, fields, folder, errors);
        var stages = new StageBuilder(settings, templates, new(folder, errors), new(fields, errors), errors,
            items?.Count ?? 0, request.IsOffline).Build();
        List<SourceText> sources = [.. settings.Sources, .. templates.Sources];
        sources.AddRange(query is null ? [] : [new(query.Name, query.Sql)]);
        if (errors.Count > 0)
        {
            throw new PipelineFileException(errors, sources);
        }

        var selected = Selected(request, items!.Source);
        return new(new Pipeline(settings.Name.Value, stages.Stages), settings, items, stages,
            sources, selected);
    }

    private static ItemsQuery? Query(PipelineSettings settings, PipelineFolder folder, List<FileError> errors)
    {
        if (settings.Items.Query is not { } query)
        {
            return null;
        }

        if (folder.Read(query.Value, out var cause) is { } sql)
        {
            return new(query.Value, sql);
        }

        errors.Add(new(query.At, cause));
        return null;
    }

    private static ItemReading? Items(
        LoadRequest request, PipelineSettings settings, ItemsQuery? query, List<FileError> errors)
    {
        var items = settings.Items;
        try
        {
            return ItemReader.Read(new(request.Items ?? items.From.Value, Path.GetDirectoryName(request.File)!)
            {
                Query = query,
                OpenDatabase = request.OpenDatabase,
                Variable = request.Variable,
                At = items.At?.Value,
                Key = items.Key?.Value,
                Where = items.Where?.Value,
                Order = items.Order?.Value,
                StandardInput = request.StandardInput,
            });
        }
        catch (ItemsException fault)
        {
            var at = fault.Key switch
            {
                "where" => items.Where?.At,
                "query" => items.Query?.At,
                _ => null,
            };
            errors.Add(new(at ?? items.From.At, fault.Cause, fault.Hint));
            return null;
        }
    }

    // The keys; null for all.
    private static HashSet<string>? Selected(LoadRequest request, ItemSource source) =>
        request is { Select: null, Limit: null }
            ? null
            : Selection.Parse(request.Select ?? "", request.Limit).Of(source).Read().Select(item => item.Key)
                .ToHashSet(StringComparer.Ordinal);
}
