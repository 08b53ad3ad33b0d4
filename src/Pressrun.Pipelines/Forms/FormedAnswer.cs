using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Forms;

/// <summary>An answer held against the form it was to have.</summary>
/// <param name="Json">The answer as JSON, its fields in the order of the form; empty if it does not fit.</param>
/// <param name="Faults">What does not fit, in words a model understands; empty if all does.</param>
internal sealed record FormedAnswer(string Json, IReadOnlyList<string> Faults)
{
    private const int FaultsMax = 8;
    private const int LooksMax = 100;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads an answer; what stands around the JSON, such as a fence, is passed over.</summary>
    /// <param name="form">What it must be.</param>
    /// <param name="text">The answer.</param>
    public static FormedAnswer Read(OutputForm form, string text)
    {
        if (Find(text) is not { } document)
        {
            return new("", ["it is not one JSON object"]);
        }

        using (document)
        {
            if (!IsText(document.RootElement))
            {
                return new("", ["it holds half a character"]);
            }

            var faults = new List<string>();
            using var written = new MemoryStream();
            using (var json = new Utf8JsonWriter(written, Relaxed))
            {
                var root = document.RootElement;
                if (form is OutputForm.Fields)
                {
                    Copy(form, root, "", json, faults);
                }
                else if (root.ValueKind == JsonValueKind.Object
                    && root.TryGetProperty(FormSchema.Value, out var value))
                {
                    Copy(form, value, FormSchema.Value, json, faults);
                }
                else
                {
                    faults.Add($"`{FormSchema.Value}` is missing");
                }
            }

            return faults.Count > 0
                ? new("", [.. faults.Take(FaultsMax)])
                : new(Encoding.UTF8.GetString(written.GetBuffer().AsSpan(0, (int)written.Length)), []);
        }
    }

    // Whether all of it can be written again: half a surrogate pair cannot.
    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Object => value.EnumerateObject().All(field => field.Name is not null
                    && IsText(field.Value)),
                JsonValueKind.Array => value.EnumerateArray().All(IsText),
                JsonValueKind.String => value.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // The whole text, else the first object in it that ends: models put fences and a sentence around it.
    private static JsonDocument? Find(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var start = -1;
        for (var looked = 0; looked < LooksMax; looked++)
        {
            var next = bytes.AsSpan(start + 1).IndexOf((byte)'{');
            if (next < 0)
            {
                return null;
            }

            start += next + 1;
            var reader = new Utf8JsonReader(bytes.AsSpan(start), isFinalBlock: true, default);
            try
            {
                return JsonDocument.ParseValue(ref reader);
            }
            catch (JsonException)
            {
                // A brace in a sentence; what follows may still hold the object.
            }
        }

        return null;
    }

    private static void Copy(
        OutputForm form, JsonElement value, string path, Utf8JsonWriter json, List<string> faults)
    {
        switch (form, value.ValueKind)
        {
            case (OutputForm.Text, JsonValueKind.String):
            case (OutputForm.Truth, JsonValueKind.True or JsonValueKind.False):
            case (OutputForm.Number, JsonValueKind.Number):
                value.WriteTo(json);
                break;
            case (OutputForm.Url, JsonValueKind.String) when IsAddress(value.GetString()!):
                value.WriteTo(json);
                break;
            case (OutputForm.ListOf list, JsonValueKind.Array):
                json.WriteStartArray();
                var place = 0;
                foreach (var element in value.EnumerateArray())
                {
                    Copy(list.Element, element, string.Create(CultureInfo.InvariantCulture, $"{path}[{place++}]"), json,
                        faults);
                }

                json.WriteEndArray();
                break;
            case (OutputForm.Fields fields, JsonValueKind.Object):
                CopyFields(fields, value, path, json, faults);
                break;
            default:
                faults.Add($"`{path}` must be {WordsOf(form)}");
                json.WriteNullValue();
                break;
        }
    }

    // What more it says is left out: a later version of a model may add what nobody asked for.
    private static void CopyFields(
        OutputForm.Fields fields, JsonElement value, string path, Utf8JsonWriter json, List<string> faults)
    {
        json.WriteStartObject();
        foreach (var (name, form) in fields.All)
        {
            var inner = path.Length == 0 ? name : $"{path}.{name}";
            if (!value.TryGetProperty(name, out var field))
            {
                faults.Add($"`{inner}` is missing");
                continue;
            }

            json.WritePropertyName(name);
            Copy(form, field, inner, json, faults);
        }

        json.WriteEndObject();
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme is "http" or "https") && address.Host.Length > 0;

    private static string WordsOf(OutputForm form) => form switch
    {
        OutputForm.Number => "a number",
        OutputForm.Truth => "true or false",
        OutputForm.Url => "an address that begins with http:// or https://",
        OutputForm.ListOf => "a list",
        OutputForm.Fields => "an object",
        _ => "a text",
    };
}
