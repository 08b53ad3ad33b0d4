using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pressrun.Providers.Folders;

/// <summary>The JSON that targets are asked and answered with.</summary>
internal static class TargetContent
{
    private static readonly JsonWriterOptions Canonical =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a request's content.</summary>
    /// <exception cref="FormatException">It is no JSON.</exception>
    public static JsonDocument Parse(string content)
    {
        try
        {
            return JsonDocument.Parse(content);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // The latter where half a surrogate pair stands in it as it is.
            throw new FormatException("the request is no JSON", error);
        }
    }

    /// <summary>A member's text; null if there is none or it is JSON's null.</summary>
    /// <exception cref="FormatException">It is there and no text.</exception>
    public static string? Text(this JsonElement parent, string name) => parent.Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => Decode(text, name),
        _ => throw new FormatException($"`{name}` is no text"),
    };

    /// <summary>A member; null if there is none or it is JSON's null.</summary>
    /// <exception cref="FormatException">The parent is no object.</exception>
    public static JsonElement? Member(this JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("an object is missing");
        }

        return parent.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
    }

    /// <summary>The bytes of an object whose members are written in a fixed order.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Canonical))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    // JSON can spell half a surrogate pair, which no text can hold.
    private static string Decode(JsonElement text, string name)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException($"`{name}` holds half a character", error);
        }
    }
}
