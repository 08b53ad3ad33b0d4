using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pressrun.Providers.Services;

/// <summary>
/// What a search behind an answer found, told with the answer: where an answer of a given form was asked for, a last
/// line <c>{"found":["https://…"]}</c> follows it, whatever the model itself has written. A gate can so hold the
/// sources a model names against those it was given.
/// </summary>
internal static class Found
{
    /// <summary>More than a search gives at once; what is beyond is left out.</summary>
    private const int Most = 200;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer with the line; an answer that is blank is given back as it is.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="addresses">What was found, in its order; each is told once.</param>
    public static string After(string text, IEnumerable<string> addresses)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Relaxed))
        {
            json.WriteStartObject();
            json.WriteStartArray("found");
            foreach (var address in addresses.Distinct(StringComparer.Ordinal).Take(Most))
            {
                json.WriteStringValue(address);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return $"{text}\n{Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))}";
    }
}
