using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pressrun.Providers.Offline;

/// <summary>
/// An answer as it is wanted, filled with sentences of a text one after the other: of the right form, and without any
/// meaning. Beside a list of addresses, each text of another list names the one at its own place: <c>[2]</c>.
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
        var sentences = SpokenSentences.Of(text.ReplaceLineEndings(" ")).ToList();
        var used = 0;
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Relaxed))
        {
            Write(schema, json, () => sentences[used++ % sentences.Count], place: 0);
        }

        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>The addresses an answer of a form names; none where it asks for none.</summary>
    public static IEnumerable<string> Addresses(JsonElement schema) =>
        Fields(schema).Any(field => IsAddresses(field.Value)) ? Enumerable.Range(1, ListLength).Select(Address) : [];

    // A place is that of an element in a list whose elements name a source, from 1; 0 elsewhere.
    private static void Write(JsonElement schema, Utf8JsonWriter json, Func<string> next, int place)
    {
        switch (TypeOf(schema))
        {
            case "object":
                var names = Fields(schema).Any(field => IsAddresses(field.Value));
                json.WriteStartObject();
                foreach (var field in Fields(schema))
                {
                    json.WritePropertyName(field.Name);
                    WriteField(field.Value, json, field.Name == Remarks ? () => NoRemark : next, names);
                }

                json.WriteEndObject();
                break;
            case "array":
                WriteField(schema, json, next, namesSources: false);
                break;
            case "number":
                json.WriteNumberValue(1);
                break;
            case "boolean":
                json.WriteBooleanValue(true);
                break;
            default:
                json.WriteStringValue(IsAddress(schema) ? Address(Math.Max(1, place)) : place == 0 ? next()
                    : string.Create(CultureInfo.InvariantCulture, $"{next()} [{place}]"));
                break;
        }
    }

    private static void WriteField(JsonElement schema, Utf8JsonWriter json, Func<string> next, bool namesSources)
    {
        if (TypeOf(schema) != "array")
        {
            Write(schema, json, next, place: 0);
            return;
        }

        var element = schema.GetProperty("items");
        var isNumbered = namesSources || IsAddresses(schema);
        json.WriteStartArray();
        // Numbers name things, mostly faults, and it can find none.
        for (var place = 1; place <= (TypeOf(element) == "number" ? 0 : ListLength); place++)
        {
            Write(element, json, next, isNumbered ? place : 0);
        }

        json.WriteEndArray();
    }

    // An address is a text that says so.
    private static bool IsAddress(JsonElement schema) => schema.TryGetProperty("description", out _);

    private static bool IsAddresses(JsonElement schema) =>
        TypeOf(schema) == "array" && IsAddress(schema.GetProperty("items"));

    private static string Address(int place) =>
        string.Create(CultureInfo.InvariantCulture, $"https://example.org/offline/{place}");

    private static string? TypeOf(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) ? type.GetString() : null;

    private static JsonElement.ObjectEnumerator Fields(JsonElement schema) =>
        schema.TryGetProperty("properties", out var fields) ? fields.EnumerateObject() : default;
}
