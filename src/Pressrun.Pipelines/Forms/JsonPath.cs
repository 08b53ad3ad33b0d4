using System.Text.Json;

namespace Pressrun.Pipelines.Forms;

/// <summary>The way to a field inside a JSON value: <c>card.author.name</c>.</summary>
internal static class JsonPath
{
    /// <summary>What stands at the end of a path, empty for the value itself; null if there is nothing.</summary>
    public static JsonElement? At(JsonElement value, string path)
    {
        foreach (var segment in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(segment, out value))
            {
                return null;
            }
        }

        return value;
    }
}
