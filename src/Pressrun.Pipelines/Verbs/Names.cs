using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>
/// What the names in a stage's templates stand for: the item's fields, the vars, the results of the stages it needs,
/// and <c>key name part previous notes</c>.
/// </summary>
/// <param name="pipeline">Name of the pipeline, <c>{{name}}</c>.</param>
/// <param name="vars">The vars, by name.</param>
/// <param name="stages">The stages whose results the templates name.</param>
internal sealed class Names(
    string pipeline, IReadOnlyDictionary<string, string> vars, IReadOnlyList<StageName> stages)
{
    /// <summary>The name of all items, in a stage that runs once for the batch.</summary>
    public const string Items = "items";

    /// <summary>
    /// For a stage over the batch whose templates name <see cref="Items"/>: the stages whose results each of them
    /// brings, none for the fields alone; null where it is not named.
    /// </summary>
    public IReadOnlyList<StageName>? Batch { get; init; }

    /// <summary>Renders a template for one task.</summary>
    public async Task<string> RenderAsync(Template template, StageContext context) =>
        template.Render(await ScopeAsync(context));

    /// <summary>Renders a template for one task, with every text in it changed first.</summary>
    public async Task<Rendering> RenderAsync(Template template, StageContext context, Func<string, string> change)
    {
        var scope = await ScopeAsync(context);
        return template.RenderMarked(scope.ToDictionary(
            pair => pair.Key, pair => (object)FieldTexts.Map(Fields.FromValue(pair.Value), change),
            StringComparer.Ordinal));
    }

    /// <summary>
    /// Renders a prompt: what stands between its marks cannot close them, so that a page remains data to the model.
    /// </summary>
    /// <param name="template">The prompt.</param>
    /// <param name="context">The task.</param>
    /// <param name="judged">The stage's own result, for who judges it; null where it is not there yet.</param>
    public async Task<string> RenderPromptAsync(
        Template template, StageContext context, (StageName Stage, Output Output)? judged = null)
    {
        var scope = await ScopeAsync(context);
        if (judged is var (stage, output))
        {
            scope[stage.Name] = await ValueAsync(stage.Kind, output, context);
        }

        return template.Render(scope.ToDictionary(
            pair => pair.Key, pair => (object)PromptText.Of(Fields.FromValue(pair.Value), template.Text),
            StringComparer.Ordinal));
    }

    /// <summary>
    /// Renders a path that is written to: what a name stands for cannot lead into another folder, nor make it one where
    /// programs keep their own.
    /// </summary>
    /// <exception cref="CallFailedException">Nothing may be written there.</exception>
    public async Task<string> RenderPathAsync(Template template, StageContext context)
    {
        var scope = await ScopeAsync(context);
        var path = template.Render(scope.ToDictionary(
            pair => pair.Key, pair => (object)PathText.Of(Fields.FromValue(pair.Value)), StringComparer.Ordinal));
        return WrittenPath.Objection(path) is { } objection ? throw new CallFailedException(objection) : path;
    }

    /// <summary>The fields of an item, by name; none where its input is no JSON object.</summary>
    public static IEnumerable<KeyValuePair<string, Fields>> FieldsOf(Item item)
    {
        if (!item.Input.StartsWith('{'))
        {
            yield break;
        }

        using var document = JsonDocument.Parse(item.Input);
        foreach (var field in document.RootElement.EnumerateObject())
        {
            yield return KeyValuePair.Create(field.Name, Fields.From(field.Value));
        }
    }

    private async Task<Dictionary<string, object>> ScopeAsync(StageContext context)
    {
        var scope = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in FieldsOf(context.Item))
        {
            scope[name] = value;
        }

        foreach (var (name, value) in vars)
        {
            scope[name] = value;
        }

        foreach (var stage in stages)
        {
            scope[stage.Name] = await ValueAsync(stage, context);
        }

        if (Batch is not null)
        {
            scope[Items] = await ItemsAsync(context, Batch);
        }

        scope["key"] = context.Item.Key;
        scope["name"] = pipeline;
        scope["notes"] = context.Notes;
        if (context.Part is { } part)
        {
            scope["part"] = PartOf(part);
            scope["previous"] = context.Previous is { } previous ? await context.ReadTextAsync(previous) : "";
        }

        return scope;
    }

    // The items in the order in which they are taken up, each with its fields, its key and its results of the stages;
    // only those that have all.
    private static async Task<Fields> ItemsAsync(StageContext context, IReadOnlyList<StageName> stages)
    {
        var order = new List<(long Rank, string Key)>();
        var all = new Dictionary<string, List<KeyValuePair<string, Fields>>>(StringComparer.Ordinal);
        foreach (var (place, stage) in stages.Cast<StageName?>().DefaultIfEmpty().Index())
        {
            await foreach (var (item, outputs) in context.BatchAsync(stage?.Name))
            {
                if (place == 0)
                {
                    order.Add((item.Priority ?? item.Ordinal, item.Key));
                    all[item.Key] = [.. FieldsOf(item), KeyValuePair.Create("key", Fields.From(item.Key))];
                }

                if (stage is not null && outputs.Count > 0 && all.TryGetValue(item.Key, out var fields))
                {
                    fields.Add(KeyValuePair.Create(stage.Name, await ValueAsync(stage, outputs, context)));
                }
            }
        }

        return Fields.From(order.OrderBy(one => one.Rank).Select(one => all[one.Key])
            .Where(fields => stages.All(stage => fields.Exists(field => field.Key == stage.Name)))
            .Select(fields => Fields.From(fields)));
    }

    /// <summary>A stage's result for one task.</summary>
    public static Task<Fields> ValueAsync(StageName stage, StageContext context) =>
        ValueAsync(stage, context.Inputs(stage.Name), context);

    /// <summary>A stage's result, given as what it left.</summary>
    public static async Task<Fields> ValueAsync(
        StageName stage, IReadOnlyList<Output> outputs, StageContext context)
    {
        var values = new List<Fields>();
        foreach (var output in outputs)
        {
            values.Add(await ValueAsync(stage.Kind, output, context));
        }

        return stage.IsList ? Fields.From(values) : values[0];
    }

    private static async Task<Fields> ValueAsync(ResultKind kind, Output output, StageContext context)
    {
        var text = await context.ReadTextAsync(output);
        if (kind != ResultKind.Fields)
        {
            return Fields.From(text);
        }

        using var document = JsonDocument.Parse(text);
        return Fields.From(document.RootElement);
    }

    // The element itself, its number, and its own fields where it has some.
    private static Fields PartOf(Part part)
    {
        var fields = new List<KeyValuePair<string, Fields>>();
        if (part.Text.StartsWith('{') && TryParse(part.Text) is { } document)
        {
            using (document)
            {
                fields.AddRange(document.RootElement.EnumerateObject()
                    .Select(field => KeyValuePair.Create(field.Name, Fields.From(field.Value))));
            }
        }

        fields.Add(KeyValuePair.Create("number", Fields.From((decimal)part.Number)));
        return Fields.From(fields, part.Text);
    }

    private static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
