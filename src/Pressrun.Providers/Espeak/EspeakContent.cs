using System.Text.Json;

namespace Pressrun.Providers.Espeak;

/// <summary>What is to be spoken, as the content of a request says it.</summary>
/// <param name="Text">The text, as it came.</param>
/// <param name="Language">A language tag.</param>
/// <param name="Rate">Words a minute.</param>
internal sealed record EspeakContent(string Text, string Language, int Rate)
{
    private const int RateDefault = 165;

    /// <summary>Reads a request's content; false, with the cause, if it cannot be read.</summary>
    public static bool TryRead(string content, out EspeakContent read, out string fault)
    {
        (read, fault) = (new("", "en", RateDefault), "");
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            var rate = root.TryGetProperty("rate", out var words) ? words.GetInt32() : RateDefault;
            var language = root.TryGetProperty("language", out var tag) ? tag.GetString() : "en";
            read = new(root.GetProperty("text").GetString() ?? "", language ?? "en", rate);
            fault = rate is >= 80 and <= 450 ? "" : $"rate must be between 80 and 450 words a minute, not {rate}";
        }
        catch (Exception broken) when (
            broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            fault = "what to speak cannot be read: expected a text, a language and a rate";
        }

        return fault.Length == 0;
    }
}
