using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pressrun.Model;

namespace Pressrun.Providers.Services;

/// <summary>Reads and writes the JSON of services. Reading never throws: what is not there is null.</summary>
internal static partial class WireJson
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object made by <paramref name="fields"/>.</summary>
    public static ReadOnlyMemory<byte> Of(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The object in a body; an undefined element if it is none.</summary>
    public static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        // Some mark their encoding, which JSON knows nothing of.
        body = body.Span.StartsWith(Mark) ? body[Mark.Length..] : body;
        try
        {
            using var document = JsonDocument.Parse(body, Deep);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>The envelope of a durable reply.</summary>
    /// <exception cref="FormatException">It is not a JSON object.</exception>
    public static JsonElement Envelope(Reply reply)
    {
        var body = Parse(reply.Body.Bytes);
        return body.ValueKind == JsonValueKind.Object ? body : throw new FormatException(
            reply.Body.Length == 0 ? "it is empty" : "it is not a JSON object");
    }

    /// <summary>A member by its path; null if any step is missing.</summary>
    public static JsonElement? At(JsonElement from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (from.ValueKind != JsonValueKind.Object || !TryGet(from, name, out from))
            {
                return null;
            }
        }

        return from.ValueKind == JsonValueKind.Null ? null : from;
    }

    /// <summary>A text by its path; null if there is none.</summary>
    public static string? Text(JsonElement from, params ReadOnlySpan<string> path) =>
        At(from, path) is { ValueKind: JsonValueKind.String } text ? TextOf(text) : null;

    /// <summary>A text; what is no letter in it, such as half of one a model was cut off in, becomes U+FFFD.</summary>
    public static string TextOf(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            var raw = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(text));
            return JsonSerializer.Deserialize(
                Escape().Replace(raw, match => match.Groups["half"].Success ? "\\ufffd" : match.Value),
                WireTexts.Default.String)!;
        }
    }

    private static bool TryGet(JsonElement from, string name, out JsonElement member)
    {
        try
        {
            return from.TryGetProperty(name, out member);
        }
        catch (InvalidOperationException)
        {
            // A name that is no text stands before it.
            member = default;
            return false;
        }
    }

    /// <summary>A number by its path, as a whole number from 0 to 10^15; null if there is none.</summary>
    public static long? Count(JsonElement from, params ReadOnlySpan<string> path) =>
        At(from, path) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value)
            && value is >= 0 and <= 1e15 // Above it sums overflow, and nobody means it.
            ? (long)value
            : null;

    /// <summary>A number by its path as dollars, from 0; null if there is none. Rounded up to a micro-dollar.</summary>
    public static Money? Dollars(JsonElement from, params ReadOnlySpan<string> path) =>
        At(from, path) is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var value)
            && value is >= 0 and <= 1_000_000
            ? Money.FromUsd(value)
            : null;

    /// <summary>The elements of an array by its path; none if there is no such array.</summary>
    public static IEnumerable<JsonElement> List(JsonElement from, params ReadOnlySpan<string> path) =>
        At(from, path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    // An escaped backslash and a whole pair stand before half a pair, so that neither is taken for one.
    [GeneratedRegex(
        @"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Escape();
}
