using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pressrun.Pipelines.Items;

/// <summary>The fields of an item as JSON, written in one way only, so that equal fields are equal text.</summary>
internal static class Fields
{
    /// <summary>How fields are read: a name that stands twice would leave open which one is meant.</summary>
    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly JsonWriterOptions Canonical = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An object with one field.</summary>
    public static JsonElement Of(string name, string value) => Of([name], [value]);

    /// <summary>An object of texts.</summary>
    public static JsonElement Of(IReadOnlyList<string> names, IReadOnlyList<string> values) => Write(json =>
    {
        json.WriteStartObject();
        for (var i = 0; i < names.Count; i++)
        {
            json.WriteString(names[i], values[i]);
        }

        json.WriteEndObject();
    });

    /// <summary>Whatever is written.</summary>
    public static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Canonical);
        write(json);
        json.Flush();
        return JsonElement.Parse(buffer.WrittenSpan, Strict);
    }

    /// <summary>
    /// The fields without spaces, in the order given, with no needless escapes. Throws
    /// <see cref="InvalidOperationException"/> for text that holds half a character.
    /// </summary>
    public static string Print(JsonElement fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Canonical);
        fields.WriteTo(json);
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A field that is a text or a number, without spaces around it; null if it is not, or is empty.</summary>
    public static string? Scalar(JsonElement fields, string name)
    {
        var text = !fields.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return text is "" ? null : text;
    }
}
