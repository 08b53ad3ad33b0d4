using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>OpenAI's speech: billed by the character, and the answer is nothing but sound.</summary>
internal class OpenAiSpeech : FakeVendor
{
    private static readonly string[] Fields =
        ["model", "input", "voice", "instructions", "response_format", "speed", "stream_format"];

    private static readonly string[] Voices =
        ["alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer", "verse"];

    private static readonly string[] Formats = ["mp3", "opus", "aac", "flac", "wav", "pcm"];

    public override string Kind => "openai";

    public override string Model => "tts-1";

    public override string Base => "/v1";

    public override bool IsSpeech => true;

    public override IReadOnlyList<(Unit Unit, double Limit, double Remaining)> Told => [(Unit.Requests, 500, 499)];

    public override IReadOnlyList<FakeError> Errors =>
    [
        new("wrong key", Refuse(401, "invalid_api_key", "Incorrect API key provided."),
            new Outcome.Failed(Failure.Credentials, "")),
        new("no credit", Refuse(429, "insufficient_quota", "You exceeded your current quota."),
            new Outcome.Refused(Refusal.NoMoney)),
        new("requests a minute", Refuse(429, "rate_limit_exceeded", "Rate limit reached for tts-1 on requests per min "
            + "(RPM): Limit 50, Used 50, Requested 1. Please try again in 1.2s."),
            new Outcome.Refused(Refusal.RateShort, Unit.Requests)),
        new("too long", Refuse(400, "string_above_max_length", "String should have at most 4096 characters"),
            new Outcome.Failed(Failure.Permanent, "")),
        new("bad voice", Refuse(400, "invalid_value", "Input should be 'nova', 'shimmer' or another voice"),
            new Outcome.Failed(Failure.Permanent, "")),
        new("model gone", Refuse(404, "model_not_found", "The model `tts-1` has been shut down."),
            new Outcome.Failed(Failure.Gone, "")),
        new("server error", Refuse(500, "server_error", "The server had an error."),
            new Outcome.Failed(Failure.Transient, "")),
        new("JSON where sound should be", new(200, """{"status":"ok"}"""), new Outcome.Failed(Failure.Permanent, "")),
    ];

    protected virtual int CharactersMax => 4096;

    public override string? Objection(FakeRequest request)
    {
        var unknown = request.Body.EnumerateObject().Select(field => field.Name)
            .FirstOrDefault(name => !Fields.Contains(name));
        return request.Path != $"{Base}/audio/speech" ? $"Unknown request URL: POST {request.Path}."
            : request.Header("authorization") != $"Bearer {Key}" ? "You didn't provide an API key."
            : unknown is not null ? $"Unrecognized request argument supplied: {unknown}"
            : request.Text("model") != Model ? "no such model"
            : request.Text("input") is not { Length: > 0 } input || input.Length > CharactersMax ? "bad input"
            : !Voices.Contains(request.Text("voice")) ? $"no voice {request.Text("voice")}"
            : request.Text("response_format") is { } format && !Formats.Contains(format) ? $"no format {format}"
            : request.Body.TryGetProperty("speed", out var speed) && speed.ValueKind != JsonValueKind.Number
                ? "speed is no number"
            : null;
    }

    public override FakeReply Success(FakeRequest request, FakeUsage usage) =>
        new(200, [.. "ID3"u8, .. Encoding.UTF8.GetBytes(usage.Text)])
        {
            ContentType = "audio/mpeg",
            Headers =
            [
                new("x-request-id", "req_0123456789abcdef"),
                new("x-ratelimit-limit-requests", "500"), new("x-ratelimit-remaining-requests", "499"),
                new("x-ratelimit-reset-requests", "120ms"),
            ],
            Micros = MicrosOf(request.Text("input")!),
        };

    public override FakeReply Truncated(FakeRequest request) => Success(request, new());

    public override FakeReply Refuse(int status, string code, string message) => new(status, Json(new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["message"] = message,
            ["type"] = "invalid_request_error",
            ["param"] = null,
            ["code"] = code,
        },
    }));

    public override string PromptOf(FakeRequest request) => request.Text("input")!;

    /// <summary>What it bills for a text: $15 for a million characters.</summary>
    protected virtual long MicrosOf(string text) => 15 * text.EnumerateRunes().Count();
}
