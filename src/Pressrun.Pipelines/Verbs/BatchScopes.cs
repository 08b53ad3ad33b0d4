using Pressrun.Model;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>What names stand for in the templates that a stage over the batch has for each of its items.</summary>
/// <param name="pipeline">Name of the pipeline, <c>{{name}}</c>.</param>
/// <param name="vars">The vars, by name.</param>
/// <param name="each">The stages named that have a result for each item.</param>
/// <param name="once">The stages named that have one result.</param>
internal sealed class BatchScopes(
    string pipeline, IReadOnlyDictionary<string, string> vars, IReadOnlyList<StageName> each,
    IReadOnlyList<StageName> once)
{
    private readonly Dictionary<string, Dictionary<string, Fields>> _results = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Fields> _shared = new(StringComparer.Ordinal);

    /// <summary>Reads the results that are named; once, before any of the items is asked for.</summary>
    public async Task ReadAsync(StageContext context)
    {
        _results.Clear();
        foreach (var stage in once)
        {
            _shared[stage.Name] = await Names.ValueAsync(stage, context);
        }

        foreach (var stage in each)
        {
            var values = _results[stage.Name] = new(StringComparer.Ordinal);
            await foreach (var (item, outputs) in context.BatchAsync(stage.Name))
            {
                if (outputs.Count > 0)
                {
                    values[item.Key] = await Names.ValueAsync(stage, outputs, context);
                }
            }
        }
    }

    /// <summary>The result of a stage for an item; null if it has none.</summary>
    public Fields? Find(string stage, Item item) => _results.GetValueOrDefault(stage)?.GetValueOrDefault(item.Key);

    /// <summary>Renders a template for one item.</summary>
    public string Render(Template template, Item item) => template.Render(Of(item));

    /// <summary>Renders a path for one item, as <see cref="Names.RenderPathAsync"/> does.</summary>
    /// <exception cref="CallFailedException">Nothing may be written there.</exception>
    public string RenderPath(Template template, Item item)
    {
        var path = template.Render(Of(item).ToDictionary(
            pair => pair.Key, pair => (object)PathText.Of(Fields.FromValue(pair.Value)), StringComparer.Ordinal));
        return WrittenPath.Objection(path) is { } objection ? throw new CallFailedException(objection) : path;
    }

    private Dictionary<string, object> Of(Item item)
    {
        var scope = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in Names.FieldsOf(item))
        {
            scope[name] = value;
        }

        foreach (var (name, value) in vars)
        {
            scope[name] = value;
        }

        foreach (var (name, value) in _shared)
        {
            scope[name] = value;
        }

        foreach (var stage in each)
        {
            scope[stage.Name] = Find(stage.Name, item) ?? Fields.Nothing;
        }

        scope["key"] = item.Key;
        scope["name"] = pipeline;
        scope["notes"] = "";
        return scope;
    }
}
