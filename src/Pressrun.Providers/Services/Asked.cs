using System.Text;
using System.Text.Json;
using Pressrun.Model;

namespace Pressrun.Providers.Services;

/// <summary>
/// What a stage asks of a service, whoever it is: the content of a call, read. A chat has a <c>prompt</c>, a speech a
/// <c>text</c>; the rest are parameters, passed on as they are.
/// </summary>
internal sealed class Asked
{
    // Fields of the content that are no parameters of the service.
    private static readonly string[] Own = ["prompt", "text", "so_far", "form"];

    private const int MessageOverhead = 8;

    private Asked(JsonElement content)
    {
        Prompt = TextOf(content, "prompt");
        Text = TextOf(content, "text");
        SoFar = TextOf(content, "so_far");
        Form = content.TryGetProperty("form", out var form) ? form.Clone() : null;
        Parameters =
        [
            .. content.EnumerateObject().Where(field => !Own.Contains(field.Name, StringComparer.Ordinal))
                .Select(field => KeyValuePair.Create(field.Name, field.Value.Clone())),
        ];
    }

    /// <summary>What a model is asked; null for a speech.</summary>
    public string? Prompt { get; }

    /// <summary>What is spoken; null for a chat.</summary>
    public string? Text { get; }

    /// <summary>What the model has answered so far and is to continue; null at the beginning.</summary>
    public string? SoFar { get; }

    /// <summary>The JSON schema the answer must follow; null for plain text.</summary>
    public JsonElement? Form { get; }

    /// <summary>Whether sound is wanted.</summary>
    public bool IsSpeech => Text is not null;

    /// <summary>What the stage passes on, in its order.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonElement>> Parameters { get; }

    /// <summary>The most output tokens the stage allows; null if it does not say.</summary>
    public long? MaxTokens => Find("max_tokens") is { ValueKind: JsonValueKind.Number } given
        && given.TryGetInt64(out var tokens) && tokens > 0 ? tokens : null;

    /// <summary>Characters of a speech, as services count them.</summary>
    public long Characters => Text is null ? 0 : Text.EnumerateRunes().LongCount();

    /// <summary>
    /// Input tokens by estimate: a quarter of the bytes, or one for 1.5 characters of a script without spaces, and
    /// eight a message. No tokenizer is needed, because estimates follow what replies report.
    /// </summary>
    public long InputTokens
    {
        get
        {
            var (bytes, dense) = (0L, 0L);
            foreach (var text in Texts)
            {
                foreach (var rune in (text ?? "").EnumerateRunes())
                {
                    if (IsDense(rune))
                    {
                        dense++;
                    }
                    else
                    {
                        bytes += rune.Utf8SequenceLength;
                    }
                }
            }

            return (long)Math.Ceiling((bytes / 4.0) + (dense / 1.5)) + ((SoFar is null ? 1 : 3) * MessageOverhead);
        }
    }

    /// <summary>The most input tokens it can be: every token stands for a byte at least.</summary>
    public long InputTokensMax => Math.Max(InputTokens, Texts.Sum(ByteCount)) + (4 * MessageOverhead);

    /// <summary>Reads the content of a call; null if it is no request to a service.</summary>
    public static Asked? Of(Call call)
    {
        try
        {
            using var content = JsonDocument.Parse(call.Request.Content);
            var asked = content.RootElement.ValueKind == JsonValueKind.Object ? new Asked(content.RootElement) : null;
            return asked is { Prompt: null, Text: null } ? null : asked;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A parameter; null if it is not given.</summary>
    public JsonElement? Find(string name)
    {
        foreach (var (key, value) in Parameters)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>A parameter as text; null if it is not given.</summary>
    public string? FindText(string name) => Find(name) is { } value
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
        : null;

    // All that a service reads and bills as input.
    private IEnumerable<string?> Texts =>
        [Prompt, Text, SoFar, Form?.GetRawText(), FindText("system"), FindText("instructions")];

    private static long ByteCount(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    // Han, Kana, Hangul and what is written like them: about two tokens for three characters.
    private static bool IsDense(Rune rune) => rune.Value is (>= 0x2E80 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7FF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFFEF) or (>= 0x20000 and <= 0x3FFFF);

    private static string? TextOf(JsonElement content, string name) =>
        content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
