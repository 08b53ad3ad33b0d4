using System.Text.Json;

namespace Pressrun.Providers.Local;

/// <summary>Reads texts of a request's content.</summary>
internal static class ContentText
{
    /// <summary>
    /// A field's text; empty if it is missing or null. Throws <see cref="InvalidOperationException"/> if it is
    /// something else.
    /// </summary>
    public static string Find(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null
            ? found.GetString()!
            : "";
}
