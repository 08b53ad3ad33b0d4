using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pressrun.Providers.Offline;

/// <summary>
/// An answer as it is wanted, filled with sentences of a text one after the other: of the right form, and without any
/// meaning.
/// </summary>
internal static class FilledForm
{
    private const int ListLength = 3;

    // Sentences of the text, shown as what somebody thinks of it, would mislead whoever reads them.
    private const string Remarks = "notes";
    private const string NoRemark = "None: an offline stand-in has no opinion.";

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer as JSON.</summary>
    /// <param name="schema">The form, as JSON schema.</param>
    /// <param name="text">Where its texts come from; not empty.</param>
    public static string Of(JsonElement schema, string text)
    {
        var sentences = text.Split(". ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var used = 0;
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Relaxed))
        {
            Write(schema, json, () => sentences[used++ % sentences.Length]);
        }

        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static void Write(JsonElement schema, Utf8JsonWriter json, Func<string> next)
    {
        switch (schema.TryGetProperty("type", out var type) ? type.GetString() : null)
        {
            case "object":
                json.WriteStartObject();
                foreach (var field in schema.GetProperty("properties").EnumerateObject())
                {
                    json.WritePropertyName(field.Name);
                    Write(field.Value, json, field.Name == Remarks ? () => NoRemark : next);
                }

                json.WriteEndObject();
                break;
            case "array":
                json.WriteStartArray();
                var element = schema.GetProperty("items");
                // Numbers name things, mostly faults, and it can find none.
                var isEmpty = element.TryGetProperty("type", out var kind) && kind.GetString() == "number";
                for (var place = 0; place < (isEmpty ? 0 : ListLength); place++)
                {
                    Write(element, json, next);
                }

                json.WriteEndArray();
                break;
            case "number":
                json.WriteNumberValue(1);
                break;
            case "boolean":
                json.WriteBooleanValue(true);
                break;
            default:
                // An address is a text that says so.
                json.WriteStringValue(schema.TryGetProperty("description", out _)
                    ? string.Create(CultureInfo.InvariantCulture, $"https://example.org/{next().Length}")
                    : next());
                break;
        }
    }
}
