using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>ElevenLabs' speech: the voice stands in the path, the bill in a header.</summary>
internal class ElevenLabsSpeech : FakeVendor
{
    private static readonly string[] Fields =
    [
        "text", "model_id", "voice_settings", "seed", "previous_text", "next_text", "language_code",
        "apply_text_normalization", "pronunciation_dictionary_locators", "previous_request_ids", "next_request_ids",
    ];

    private static readonly string[] Settings =
        ["stability", "similarity_boost", "style", "use_speaker_boost", "speed"];

    public override string Kind => "elevenlabs";

    public override string Model => "eleven_multilingual_v2";

    public override string Base => "";

    public override string Voice => "George";

    public override bool IsSpeech => true;

    public override IReadOnlyList<(Unit Unit, double Limit, double Remaining)> Told => [(Unit.Slots, 10, 0)];

    public override IReadOnlyList<FakeError> Errors =>
    [
        new("too many at once", Refuse(429, "too_many_concurrent_requests", "Too many concurrent requests."),
            new Outcome.Refused(Refusal.Concurrency, Unit.Slots)),
        new("too many at once, by its newer name", Typed(429, "rate_limit_error", "concurrent_limit_exceeded"),
            new Outcome.Refused(Refusal.Concurrency, Unit.Slots)),
        new("too often", Typed(429, "rate_limit_error", "rate_limit_exceeded"),
            new Outcome.Refused(Refusal.RateShort)),
        new("busy", Refuse(429, "system_busy", "The system is experiencing heavy traffic, please try again."),
            new Outcome.Refused(Refusal.Overload)),
        new("no credits", Refuse(401, "quota_exceeded", "This request exceeds your quota. You have 12 credits "
            + "remaining, while 400 credits are required."),
            new Outcome.Refused(Refusal.NoMoney)),
        new("paid plans only", Typed(402, "payment_required", "paid_plan_required"),
            new Outcome.Refused(Refusal.NoMoney)),
        new("wrong key", Refuse(401, "invalid_api_key", "Invalid API key"),
            new Outcome.Failed(Failure.Credentials, "")),
        new("may not speak", Refuse(401, "missing_permissions", "The API key is missing the permission text_to_speech"),
            new Outcome.Failed(Failure.Credentials, "")),
        new("too long", Refuse(400, "text_too_long", "Text is too long."), new Outcome.Failed(Failure.Permanent, "")),
        new("too long, as without a key", Refuse(401, "max_character_limit_exceeded", "This request's text has 627 "
            + "characters and exceeds the character limit of 333 characters."),
            new Outcome.Failed(Failure.Permanent, "")),
        new("no such voice", Refuse(404, "voice_not_found", "A voice with that id was not found."),
            new Outcome.Failed(Failure.Permanent, "")),
        new("not valid", new(422, """
            {"detail":[{"loc":["body","text"],"msg":"field required","type":"value_error.missing"}]}
            """), new Outcome.Failed(Failure.Permanent, "")),
        new("broken", new(500, "Internal Server Error") { ContentType = "text/plain" },
            new Outcome.Failed(Failure.Transient, "")),
        new("JSON where sound should be", new(200, """{"detail":{"status":"queued"}}"""),
            new Outcome.Failed(Failure.Permanent, "")),
    ];

    /// <summary>What it bills: dollars for a million characters.</summary>
    protected virtual int Price => 100;

    /// <summary>What it says of it, for so many characters.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> Counts(int characters) =>
        [new("x-character-count", characters.ToString(CultureInfo.InvariantCulture))];

    public override string? Objection(FakeRequest request)
    {
        var unknown = request.Body.EnumerateObject().Select(field => field.Name)
            .FirstOrDefault(name => !Fields.Contains(name));
        return !IsPath(request.Path) ? $"not found: {request.Path}"
            : request.Header("xi-api-key") != Key ? "no key"
            : unknown is not null ? $"unknown field {unknown}"
            : request.Text("model_id") != Model ? "no such model"
            : request.Text("text") is not { Length: > 0 } ? "field required"
            : request.Body.TryGetProperty("language_code", out _) && Model == "eleven_multilingual_v2"
                ? "the model does not support a language code"
            : request.Body.TryGetProperty("seed", out var seed) && seed.ValueKind != JsonValueKind.Number ? "bad seed"
            : request.Body.TryGetProperty("voice_settings", out var settings)
                && settings.EnumerateObject().Any(one => !Settings.Contains(one.Name)) ? "bad settings"
            : null;
    }

    public override FakeReply Success(FakeRequest request, FakeUsage usage)
    {
        var characters = request.Text("text")!.EnumerateRunes().Count();
        return new(200, [0xFF, 0xFB, .. Encoding.UTF8.GetBytes(usage.Text)])
        {
            ContentType = "audio/mpeg",
            Headers =
            [
                new("request-id", "Zq3rT9"), new("current-concurrent-requests", "1"),
                new("maximum-concurrent-requests", "10"), .. Counts(characters),
            ],
            Micros = Price * characters,
        };
    }

    public override FakeReply Truncated(FakeRequest request) => Success(request, new());

    public override FakeReply Refuse(int status, string code, string message) => new(status, Json(new JsonObject
    {
        ["detail"] = new JsonObject { ["status"] = code, ["message"] = message },
    }));

    public override string PromptOf(FakeRequest request) => request.Text("text")!;

    private static bool IsPath(string path) => path.Split('/', '?') is
        ["", "v1", "text-to-speech", { Length: 20 } voice, "output_format=mp3_44100_128" or "output_format=pcm_44100"]
        && voice.All(char.IsAsciiLetterOrDigit);

    private static FakeReply Typed(int status, string type, string code) => new(status, Json(new JsonObject
    {
        ["detail"] = new JsonObject
        {
            ["type"] = type,
            ["code"] = code,
            ["message"] = "In the words of this year.",
            ["status"] = code,
            ["request_id"] = "3c80",
            ["param"] = null,
        },
    }));
}
