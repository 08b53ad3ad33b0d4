using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Pressrun.Providers.Offline;

/// <summary>What the offline model is asked.</summary>
/// <param name="Prompt">The prompt, with the source in it.</param>
/// <param name="Length">How long the answer is to be.</param>
internal sealed record Question(string Prompt, LengthHint Length)
{
    /// <summary>The form the answer is to have, as JSON schema; null for plain text.</summary>
    public JsonElement? Form { get; init; }

    /// <summary>Reads a request's content; null and a cause where it cannot be understood.</summary>
    public static Question? Read(string content, out string fault)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !TryText(root, "prompt", out var prompt))
            {
                fault = "The request has no prompt; give the stage one.";
                return null;
            }

            fault = "";
            return new(prompt, new LengthHint
            {
                MinCharacters = Number(root, "min_characters"),
                MaxCharacters = Number(root, "max_characters"),
                MinWords = Number(root, "min_words"),
                MaxWords = Number(root, "max_words"),
                Sample = Number(root, "sample") ?? 0,
            })
            {
                Form = root.TryGetProperty("form", out var form) && form.ValueKind == JsonValueKind.Object
                    ? form.Clone()
                    : null,
            };
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // A text with half a surrogate pair is an invalid operation to the reader of JSON.
            fault = "The request cannot be read: it is not valid JSON.";
            return null;
        }
    }

    private static bool TryText(JsonElement root, string name, [NotNullWhen(true)] out string? text)
    {
        text = root.TryGetProperty(name, out var property) && property.ValueKind == JsonValueKind.String
            ? property.GetString()
            : null;
        return text is not null;
    }

    private static int? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var property) && property.ValueKind == JsonValueKind.Number
            && property.TryGetInt32(out var number) && number >= 0
            ? number
            : null;
}
