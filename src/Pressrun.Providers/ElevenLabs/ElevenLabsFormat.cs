using System.Globalization;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.ElevenLabs;

/// <summary>
/// Speech as ElevenLabs wants it: <c>POST /v1/text-to-speech/{voice}</c>, the answer is the sound itself.
/// </summary>
/// <param name="usual">The voice where a stage names none.</param>
/// <param name="voices">Names of voices and the ids they stand for; whatever is not among them is an id.</param>
internal sealed class ElevenLabsFormat(string usual, IReadOnlyDictionary<string, string> voices) : WireFormat
{
    // No text is as long; a larger number is none, and sums of such would overflow.
    private const long CountMax = 1_000_000_000;

    private static readonly string[] Settings =
        ["stability", "similarity_boost", "style", "use_speaker_boost", "speed"];

    // The language of an article is not passed on as a language_code: models that detect it refuse one.
    /// <inheritdoc/>
    protected override IReadOnlyList<string> Known { get; } =
        [.. Settings, "model_id", "voice", "voice_settings", "output_format", "response_format", "language"];

    /// <inheritdoc/>
    public override WireRequest Write(string model, Asked asked, long maxOutput)
    {
        var voice = asked.FindText("voice") ?? usual;

        // A name of dots would be a step to another path.
        var id = voices.GetValueOrDefault(voice, voice).Trim('.');
        var format = asked.FindText("output_format") ?? "mp3_44100_128";
        return new(
            $"/v1/text-to-speech/{Uri.EscapeDataString(id)}?output_format={Uri.EscapeDataString(format)}",
            WireJson.Of(json =>
            {
                json.WriteString("text", asked.Text);
                json.WriteString("model_id", model);
                WriteSettings(json, asked);
                WriteOthers(json, asked);
            }));
    }

    /// <inheritdoc/>
    public override Usage? ReadUsage(JsonElement body, IReadOnlyDictionary<string, string> headers)
    {
        // One counts characters, the other credits: a dear voice costs more than one each.
        var most = Math.Max(Count(headers, "x-character-count"), Count(headers, "character-cost"));
        return most > 0 ? new(Characters: most) : null;
    }

    /// <inheritdoc/>
    public override Answer Read(Call call, Reply reply) => reply.Body.Blob is { Length: > 0 } sound
        ? new("", sound)
        : throw new FormatException("it holds no sound");

    private static void WriteSettings(Utf8JsonWriter json, Asked asked)
    {
        if (!Array.Exists(Settings, name => asked.Find(name) is not null))
        {
            return;
        }

        json.WriteStartObject("voice_settings");
        foreach (var name in Settings)
        {
            if (asked.Find(name) is { } value)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    private static long Count(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.TryGetValue(name, out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count <= CountMax
            ? count
            : 0;
}
