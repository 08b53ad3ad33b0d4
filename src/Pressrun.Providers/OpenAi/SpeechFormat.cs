using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.OpenAi;

/// <summary>
/// Speech as OpenAI introduced it and as others speak it, local servers among them: <c>POST /audio/speech</c>, the
/// answer is the sound itself.
/// </summary>
internal sealed class SpeechFormat : WireFormat
{
    /// <inheritdoc/>
    protected override IReadOnlyList<string> Known { get; } =
        ["model", "input", "voice", "response_format", "language", "stream_format"];

    /// <inheritdoc/>
    public override WireRequest Write(string model, Asked asked, long maxOutput) => new("/audio/speech",
        WireJson.Of(json =>
        {
            json.WriteString("model", model);
            json.WriteString("input", asked.Text);
            json.WriteString("voice", asked.FindText("voice") ?? "alloy");
            json.WriteString("response_format", asked.FindText("response_format") ?? "mp3");
            WriteOthers(json, asked);
        }));

    /// <inheritdoc/>
    public override Usage? ReadUsage(JsonElement body, IReadOnlyDictionary<string, string> headers) => null;

    /// <inheritdoc/>
    public override Answer Read(Call call, Reply reply) => reply.Body.Blob is { Length: > 0 } sound
        ? new("", sound)
        : throw new FormatException("it holds no sound");
}
