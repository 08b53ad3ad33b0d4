using System.Text.Json;
using Pressrun.Model;

namespace Pressrun.Pipelines.Building;

/// <summary>Lists a stage runs over.</summary>
internal static class ItemLists
{
    /// <summary>The elements of a list field of an item; text as it is, anything else as JSON.</summary>
    /// <exception cref="FormatException">The field is not there or is no list.</exception>
    public static IEnumerable<string> Of(Item item, string field)
    {
        using var document = JsonDocument.Parse(item.Input);
        return document.RootElement.TryGetProperty(field, out var list)
            ? Elements(list, $"the field `{field}`")
            : throw new FormatException($"the item has no field `{field}` to run over");
    }

    /// <summary>The elements of a stage's result that is a JSON list.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static IEnumerable<string> OfText(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Elements(document.RootElement, "the result");
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
