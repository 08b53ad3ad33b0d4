using System.Text;
using System.Text.Json;

namespace Pressrun.Providers.Offline;

/// <summary>Turns a source that is JSON, such as a profile, into sentences: its texts, without braces.</summary>
internal static class JsonProse
{
    /// <summary>From so many words on a text says something alone; a shorter one needs its field's name.</summary>
    private const int WordsMin = 4;

    /// <summary>The texts one a paragraph; the source itself where it is no JSON object or list.</summary>
    public static string Of(string source)
    {
        if (source.AsSpan().Trim() is not ['{', .., '}'] and not ['[', .., ']'])
        {
            return source;
        }

        try
        {
            using var document = JsonDocument.Parse(source);
            var prose = new StringBuilder();
            Write(document.RootElement, "", prose);
            return prose.ToString();
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // Text that only looks like JSON, or half a character in it: it is read as it stands.
            return source;
        }
    }

    private static void Write(JsonElement value, string name, StringBuilder prose)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                {
                    Write(field.Value, field.Name, prose);
                }

                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                {
                    Write(element, name, prose);
                }

                break;
            case JsonValueKind.String when value.GetString()!.Any(char.IsLetter):
                prose.Append(Sentence(value.GetString()!.Trim(), name)).Append("\n\n");
                break;
            default:
                break; // A number or a truth says nothing without its name, and sounds like a form with it.
        }
    }

    private static string Sentence(string text, string name)
    {
        var isShort = name.Length > 0 && text.AsSpan().Count(' ') < WordsMin - 1;
        var words = isShort ? $"{name.Replace('_', ' ')}: {text}" : text;
        return SpokenSentences.Close($"{char.ToUpperInvariant(words[0])}{words[1..]}");
    }
}
