using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Forms;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>The text of a result, whether it is text or a value with fields.</summary>
internal static class MainText
{
    /// <summary>The text of a stage's result; of several parts, one after another.</summary>
    public static async Task<string> ReadAsync(StageContext context, string stage)
    {
        var texts = new List<string>();
        foreach (var output in context.Inputs(stage))
        {
            texts.Add(await ReadAsync(context, output));
        }

        return string.Join("\n\n", texts);
    }

    /// <summary>The text of one result.</summary>
    public static async Task<string> ReadAsync(StageContext context, Output output) =>
        Of(await context.ReadTextAsync(output));

    /// <summary>Every text of one result, those of its fields one a line.</summary>
    public static async Task<string> ReadAllAsync(StageContext context, Output output)
    {
        var text = await context.ReadTextAsync(output);
        if (!text.StartsWith('{') && !text.StartsWith('['))
        {
            return text;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return string.Join('\n', Texts(document.RootElement));
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Texts(field.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        _ => [],
    };

    /// <summary>The main text of a result given as text; itself where it has no fields.</summary>
    /// <param name="text">The result.</param>
    /// <param name="path">The way to the field that is meant; empty for all of it.</param>
    public static string Of(string text, string path = "")
    {
        if (path.Length > 0)
        {
            using var document = JsonDocument.Parse(text);
            return JsonPath.At(document.RootElement, path) is { } field
                ? Fields.From(field).Text
                : throw new FormatException($"the result has no field `{path}`");
        }

        if (!text.StartsWith('{'))
        {
            return text;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return Fields.From(document.RootElement).Text;
        }
        catch (JsonException)
        {
            // Text that only begins like JSON.
            return text;
        }
    }
}
