using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pressrun.Providers.Offline;

/// <summary>
/// The answer where a headline and a summary are asked for: the most telling sentences of the source, so that a page
/// made of it can be looked at. It says of itself who made it.
/// </summary>
internal static class Digest
{
    private const int HeadlineMax = 110;
    private const int HeadingMax = 200;
    private const int ListLength = 3;
    private const int SentenceMin = 40;
    private const int SentenceMax = 400;
    private const string Mark = "[Offline extract, no model was asked.]";

    private static readonly string[] Doubts =
        ["risk", " may ", "could", "might", "depend", "uncertain", "decline", "loss", "adverse", "unless", "shortage"];

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer as JSON; null where something else is asked for.</summary>
    public static string? Of(Question question)
    {
        if (question.Form is not { } form || !form.TryGetProperty("properties", out var fields)
            || !IsText(fields, "headline") || !IsText(fields, "summary") || !fields.EnumerateObject().All(IsKnown))
        {
            return null;
        }

        var paragraphs = SpeechText.Of(SourceBlock.In(question.Prompt)).Where(paragraph => !IsHeading(paragraph))
            .Select(paragraph => string.Join(' ', SpokenSentences.Of(paragraph).Where(IsTelling)))
            .Where(paragraph => paragraph.Length > 0).ToList();
        if (paragraphs.Count == 0)
        {
            return null;
        }

        var sentences = paragraphs.SelectMany(SpokenSentences.Of).ToList();
        // Those that doubt first, each half in its order.
        var risks = sentences.OrderBy(sentence => !Doubts.Any(doubt =>
            sentence.Contains(doubt, StringComparison.OrdinalIgnoreCase))).Take(ListLength).ToList();
        var summary = Extract.Of(paragraphs, new() { MinWords = 120, MaxWords = 220 })
            .Replace("\n\n", " ", StringComparison.Ordinal);
        var headline = sentences.FirstOrDefault(sentence => sentence.Any(char.IsDigit), sentences[0]);
        return Write(fields, Cut(headline), $"{Mark} {summary}", risks);
    }

    private static string Write(JsonElement fields, string headline, string summary, List<string> list)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Relaxed))
        {
            json.WriteStartObject();
            foreach (var field in fields.EnumerateObject())
            {
                json.WritePropertyName(field.Name);
                if (TypeOf(field.Value) == "number")
                {
                    json.WriteNumberValue(0.5m);
                }
                else if (TypeOf(field.Value) == "string")
                {
                    json.WriteStringValue(field.Name == "summary" ? summary : headline);
                }
                else
                {
                    json.WriteStartArray();
                    list.ForEach(json.WriteStringValue);
                    json.WriteEndArray();
                }
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static string Cut(string sentence)
    {
        if (sentence.Length <= HeadlineMax)
        {
            return sentence.TrimEnd('.');
        }

        // Never behind a number, which may be one of millions.
        var words = sentence[..HeadlineMax].Split(' ')[..^1].ToList();
        while (words.Count > 1 && words[^1].Any(char.IsDigit))
        {
            words.RemoveAt(words.Count - 1);
        }

        return $"{string.Join(' ', words).TrimEnd(' ', ',', ';')} …";
    }

    private static bool IsHeading(string paragraph) => paragraph.Length <= HeadingMax
        && paragraph.StartsWith("Item ", StringComparison.OrdinalIgnoreCase);

    // Headings and rows of tables say nothing by themselves.
    private static bool IsTelling(string sentence) =>
        sentence.Length is >= SentenceMin and <= SentenceMax && SpokenSentences.IsEnded(sentence)
        && sentence.Count(char.IsDigit) * 4 < sentence.Length;

    private static bool IsKnown(JsonProperty field) => TypeOf(field.Value) is "string" or "number"
        || (TypeOf(field.Value) == "array" && TypeOf(field.Value.GetProperty("items")) == "string");

    private static bool IsText(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var field) && TypeOf(field) == "string";

    private static string? TypeOf(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) ? type.GetString() : null;
}
