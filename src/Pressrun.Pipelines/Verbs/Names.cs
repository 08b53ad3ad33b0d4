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
    /// <summary>Names that mean something in every stage and can be no field, var or stage.</summary>
    public static IReadOnlyList<string> Reserved { get; } = ["key", "name", "part", "previous", "notes"];

    /// <summary>Renders a template for one task.</summary>
    public async Task<string> RenderAsync(Template template, StageContext context) =>
        template.Render(await ScopeAsync(context));

    /// <summary>
    /// Renders a prompt: what stands between its marks cannot close them, so that a page remains data to the model.
    /// </summary>
    public async Task<string> RenderPromptAsync(Template template, StageContext context)
    {
        var scope = await ScopeAsync(context);
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

    private async Task<IReadOnlyDictionary<string, object>> ScopeAsync(StageContext context)
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

    private static async Task<Fields> ValueAsync(StageName stage, StageContext context)
    {
        var values = new List<Fields>();
        foreach (var output in context.Inputs(stage.Name))
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
