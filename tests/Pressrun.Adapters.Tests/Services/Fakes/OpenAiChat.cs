using System.Text.Json;
using System.Text.Json.Nodes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>OpenAI's chat completions.</summary>
internal class OpenAiChat : FakeVendor
{
    private static readonly string[] Fields =
    [
        "model", "messages", "max_completion_tokens", "max_tokens", "temperature", "top_p", "seed", "stop",
        "response_format", "reasoning_effort", "service_tier", "presence_penalty", "frequency_penalty", "user",
    ];

    public override string Kind => "openai";

    public override string Model => "gpt-6-luna";

    public override string Base => "/v1";

    protected virtual string MaxTokens => "max_completion_tokens";

    public override IReadOnlyList<(Unit Unit, double Limit, double Remaining)> Told =>
        [(Unit.Requests, 60_000, 59_990), (Unit.Tokens, 9_000_000, 8_999_000)];

    public override IReadOnlyList<FakeError> Errors =>
    [
        new("wrong key", Refuse(401, "invalid_api_key", "Incorrect API key provided: sk-ca***d4e5."),
            new Outcome.Failed(Failure.Credentials, "")),
        new("not allowed", Refuse(403, "unsupported_country_region_territory", "Country not supported"),
            new Outcome.Failed(Failure.Credentials, "")),
        new("no credit", Refuse(429, "insufficient_quota", "You exceeded your current quota, please check your plan."),
            new Outcome.Refused(Refusal.NoMoney)),
        new("credit used up", Refuse(429, "credit_balance_exhausted", "Your credit balance is exhausted."),
            new Outcome.Refused(Refusal.NoMoney)),
        new("payment required", Refuse(402, "payment_required", "Payment required."),
            new Outcome.Refused(Refusal.NoMoney)),
        new("requests a minute", Limited("Rate limit reached for gpt-6-luna in organization org-1 on requests per min "
            + "(RPM): Limit 500, Used 500, Requested 1. Please try again in 120ms.", "retry-after-ms", "120"),
            new Outcome.Refused(Refusal.RateShort, Unit.Requests, TimeSpan.FromMilliseconds(120))),
        new("tokens a minute", Limited("Rate limit reached for gpt-6-luna on tokens per min (TPM): Limit 200000, Used "
            + "199000, Requested 2200. Please try again in 360ms.", "retry-after", "1"),
            new Outcome.Refused(Refusal.RateShort, Unit.Tokens, TimeSpan.FromSeconds(1))),
        new("requests a day", Limited("Rate limit reached on requests per day (RPD): Limit 200, Used 200, Requested 1. "
            + "Please try again in 7m12s.", "retry-after", "432"),
            new Outcome.Refused(Refusal.RateLong, null, TimeSpan.FromSeconds(432))),
        new("64 minutes", Limited("Rate limit reached on requests per min (RPM).", "retry-after", "3840"),
            new Outcome.Refused(Refusal.RateShort, Unit.Requests, TimeSpan.FromMinutes(64))),
        new("114 hours", Limited("Rate limit reached on requests per min (RPM).", "retry-after", "410400"),
            new Outcome.Refused(Refusal.RateShort, Unit.Requests, TimeSpan.FromHours(114))),
        new("a moment", Limited("Rate limit reached.", "retry-after", "Sun, 22 Nov 2026 10:00:30 GMT"),
            new Outcome.Refused(Refusal.RateShort, null, TimeSpan.FromSeconds(30))),
        new("too large", Limited("Request too large for gpt-6-luna on tokens per min (TPM): Limit 200000, Requested "
            + "220000. The input or output tokens must be reduced in order to run successfully."),
            new Outcome.Failed(Failure.Permanent, "")),
        new("slow down", Refuse(503, "slow_down", "Slow down"), new Outcome.Refused(Refusal.Acceleration)),
        new("overloaded", Refuse(503, "server_is_overloaded", "The server is overloaded. Try again later."),
            new Outcome.Refused(Refusal.Overload)),
        new("server error", Refuse(500, "server_error", "The server had an error while processing your request."),
            new Outcome.Failed(Failure.Transient, "")),
        new("bad gateway", new(502, "<html><h1>502 Bad Gateway</h1></html>") { ContentType = "text/html" },
            new Outcome.Refused(Refusal.Overload)),
        new("gateway timeout", new(504, "upstream timed out") { ContentType = "text/plain" },
            new Outcome.Unknown("")),
        new("model gone", Refuse(404, "model_not_found", "The model `gpt-4o` has been deprecated."),
            new Outcome.Failed(Failure.Gone, "")),
        new("bad request", Refuse(400, "invalid_value", "Invalid value: 'banana'."),
            new Outcome.Failed(Failure.Permanent, "")),
    ];

    public override string? Objection(FakeRequest request)
    {
        if (request.Path != $"{Base}/chat/completions")
        {
            return $"Unknown request URL: POST {request.Path}.";
        }

        if (KeyOf(request) != Key)
        {
            return "You didn't provide an API key.";
        }

        var unknown = request.Body.EnumerateObject().Select(field => field.Name)
            .FirstOrDefault(name => !Fields.Contains(name));
        if (unknown is not null)
        {
            return $"Unrecognized request argument supplied: {unknown}";
        }

        var messages = request.Body.GetProperty("messages").EnumerateArray().ToList();
        return request.Text("model") is null ? "you must provide a model parameter"
            : messages.Count == 0 || messages[^1].GetProperty("role").GetString() != "user" ? "the last is a user's"
            : messages.Exists(one => one.GetProperty("content").ValueKind != JsonValueKind.String) ? "content is text"
            : !request.Body.TryGetProperty(MaxTokens, out var most) || most.GetInt64() < 1 ? $"{MaxTokens} is missing"
            : null;
    }

    public override FakeReply Success(FakeRequest request, FakeUsage usage) => Reply(request, usage, "stop");

    public override FakeReply Truncated(FakeRequest request) => Reply(request, new(), "length");

    public override FakeReply Refuse(int status, string code, string message) => new(status, Json(new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["message"] = message,
            ["type"] = "requests",
            ["param"] = null,
            ["code"] = code,
        },
    }));

    public override string PromptOf(FakeRequest request) => string.Join('\n', request.Body.GetProperty("messages")
        .EnumerateArray().Select(message => message.GetProperty("content").GetString()));

    protected virtual string? KeyOf(FakeRequest request) =>
        request.Header("authorization") is { } header && header.StartsWith("Bearer ") ? header[7..] : null;

    /// <summary>What it bills: dollars for a million of input, cache reads and output.</summary>
    protected virtual (decimal Input, decimal CacheRead, decimal Output) Price => (0.10m, 0.01m, 0.50m);

    protected virtual JsonObject UsageOf(FakeUsage usage) => new()
    {
        ["prompt_tokens"] = usage.Input + usage.CacheRead,
        ["completion_tokens"] = usage.Output,
        ["total_tokens"] = usage.Input + usage.CacheRead + usage.Output,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.CacheRead, ["audio_tokens"] = 0 },
        ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = usage.Reasoning },
    };

    protected virtual IReadOnlyList<KeyValuePair<string, string>> Headers =>
    [
        new("x-request-id", "req_0123456789abcdef"),
        new("x-ratelimit-limit-requests", "60000"), new("x-ratelimit-remaining-requests", "59990"),
        new("x-ratelimit-reset-requests", "10ms"),
        new("x-ratelimit-limit-tokens", "9000000"), new("x-ratelimit-remaining-tokens", "8999000"),
        new("x-ratelimit-reset-tokens", "6ms"),
    ];

    private FakeReply Limited(string message, string? header = null, string? value = null) =>
        Refuse(429, "rate_limit_exceeded", message) with
        {
            Headers = header is null ? [] : [new("date", "Sun, 22 Nov 2026 10:00:00 GMT"), new(header, value!)],
        };

    private FakeReply Reply(FakeRequest request, FakeUsage usage, string finish)
    {
        var (input, read, output) = Price;
        return new(200, Json(new JsonObject
        {
            ["id"] = "chatcmpl-1",
            ["object"] = "chat.completion",
            ["model"] = request.Text("model"),
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["message"] = new JsonObject
                {
                    ["role"] = "assistant",
                    ["content"] = usage.Text,
                    ["refusal"] = null,
                    ["annotations"] = new JsonArray(new JsonObject { ["type"] = "hologram_citation" }),
                },
                ["finish_reason"] = finish,
            }),
            ["usage"] = UsageOf(usage),
            ["x_from_the_future"] = new JsonObject(),
        }))
        {
            Headers = Headers,
            Micros = (long)decimal.Ceiling(
                (usage.Input * input) + (usage.CacheRead * read) + (usage.Output * output)),
        };
    }
}
