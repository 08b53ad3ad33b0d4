using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Forms;

namespace Pressrun.Pipelines.Building;

/// <summary>Lists a stage runs over.</summary>
internal static class ItemLists
{
    /// <summary>The elements of a list field of an item; text as it is, anything else as JSON.</summary>
    /// <param name="item">The item.</param>
    /// <param name="path">The field, or the way to it: <c>chapter.scenes</c>.</param>
    /// <exception cref="FormatException">The field is not there or is no list.</exception>
    public static IEnumerable<string> Of(Item item, string path)
    {
        using var document = JsonDocument.Parse(item.Input);
        return JsonPath.At(document.RootElement, path) is { } list
            ? Elements(list, $"the field `{path}`")
            : throw new FormatException($"the item has no field `{path}` to run over");
    }

    /// <summary>The elements of a JSON list, or of one in a JSON value.</summary>
    /// <param name="text">A stage's result.</param>
    /// <param name="path">The way to the list; empty for all of it.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static IEnumerable<string> OfText(string text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonPath.At(document.RootElement, path) is { } list
                ? Elements(list, path.Length == 0 ? "the result" : $"`{path}` of the result")
                : throw new FormatException($"the result has no field `{path}` to run over");
        }
        catch (JsonException fault)
        {
            throw new FormatException("the result to run over is no list; cut text into parts with `split`", fault);
        }
    }

    private static List<string> Elements(JsonElement list, string what) => list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(element =>
            element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText())]
        : throw new FormatException($"{what} is no list");
}
