using System.Text.Json;

namespace Pressrun.Pipelines.Forms;

/// <summary>
/// The line that services with a search add to an answer of a given form: <c>{"found":["https://…"]}</c>. Only they
/// add it, so what stands in it is what the search returned and not what a model says it did.
/// </summary>
internal static class FoundSources
{
    /// <summary>The field it becomes in a result.</summary>
    public const string Name = "found";

    private const string Beginning = "{\"found\":[";

    /// <summary>An answer without the line, and what stands in it; null where there is none.</summary>
    public static (string Answer, string? List) Part(string text)
    {
        var end = text.LastIndexOf('\n');
        if (end < 0 || !text.AsSpan(end + 1).StartsWith(Beginning))
        {
            return (text, null);
        }

        try
        {
            using var line = JsonDocument.Parse(text.AsMemory(end + 1));
            return (text[..end], line.RootElement.GetProperty(Name).GetRawText());
        }
        catch (JsonException)
        {
            return (text, null);
        }
    }

    /// <summary>A result with the list as its last field; an empty list where nothing was said.</summary>
    public static string Into(string json, string? list) => $"{json[..^1]},\"{Name}\":{list ?? "[]"}}}";
}
