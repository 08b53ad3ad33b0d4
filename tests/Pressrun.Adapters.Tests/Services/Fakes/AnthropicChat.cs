using System.Text.Json;
using System.Text.Json.Nodes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>Anthropic's Messages.</summary>
internal class AnthropicChat : FakeVendor
{
    private static readonly string[] Fields =
    [
        "model", "max_tokens", "messages", "system", "cache_control", "output_config", "temperature", "top_p", "top_k",
        "stop_sequences", "metadata", "service_tier", "thinking", "tools", "tool_choice", "inference_geo",
    ];

    public override string Kind => "anthropic";

    public override string Model => "claude-opus-5-5";

    public override string Base => "";

    public override IReadOnlyList<(Unit Unit, double Limit, double Remaining)> Told =>
        [(Unit.Requests, 1_000, 999), (Unit.InputTokens, 500_000, 499_000), (Unit.OutputTokens, 100_000, 99_000)];

    /// <summary>Dollars for a million: input, cache read, written for 5 minutes and for an hour, output.</summary>
    protected virtual (decimal Input, decimal Read, decimal Minutes, decimal Hour, decimal Output) Price =>
        (4m, 0.20m, 5m, 8m, 20m);

    protected virtual string Path => "/v1/messages";

    protected virtual bool CachesByItself => true;

    public override IReadOnlyList<FakeError> Errors =>
    [
        new("wrong key", Refuse(401, "authentication_error", "invalid x-api-key"),
            new Outcome.Failed(Failure.Credentials, "")),
        new("not allowed", Refuse(403, "permission_error", "Your API key may not use this model."),
            new Outcome.Failed(Failure.Credentials, "")),
        new("own limit", Refuse(400, "invalid_request_error", "You have reached your specified API usage limits. You "
            + "will regain access on 2026-12-01 at 00:00 UTC."), new Outcome.Refused(Refusal.NoMoney)),
        new("workspace limit", Refuse(400, "invalid_request_error", "You have reached your specified workspace API "
            + "usage limits."), new Outcome.Refused(Refusal.NoMoney)),
        new("no credit", Refuse(400, "invalid_request_error", "Your credit balance is too low to access the API."),
            new Outcome.Refused(Refusal.NoMoney)),
        new("payment required", Refuse(402, "billing_error", "There is an issue with your billing information."),
            new Outcome.Refused(Refusal.NoMoney)),
        new("spent for this month", new(429, Json(new JsonObject
        {
            ["type"] = "error",
            ["error"] = new JsonObject
            {
                ["type"] = "rate_limit_error",
                ["message"] = "Your organization has reached its monthly limit of spend.",
                ["details"] = new JsonObject { ["error_code"] = "enforced_spend_limit_reached" },
            },
        })), new Outcome.Refused(Refusal.NoMoney)),
        new("input tokens a minute", Limited("This request would exceed your organization's rate limit of 30,000 input "
            + "tokens per minute.", "7"),
            new Outcome.Refused(Refusal.RateShort, Unit.InputTokens, TimeSpan.FromSeconds(7))),
        new("output tokens a minute", Limited("This request would exceed your organization's rate limit of 8,000 "
            + "output tokens per minute.", "12"),
            new Outcome.Refused(Refusal.RateShort, Unit.OutputTokens, TimeSpan.FromSeconds(12))),
        new("requests a minute", Limited("This request would exceed your organization's rate limit of 50 requests per "
            + "minute.", "2"), new Outcome.Refused(Refusal.RateShort, Unit.Requests, TimeSpan.FromSeconds(2))),
        new("too fast", Limited("This request would exceed your organization's maximum usage increase rate for input "
            + "tokens per minute.", "20"),
            new Outcome.Refused(Refusal.Acceleration, null, TimeSpan.FromSeconds(20))),
        new("limited without words", Refuse(429, "rate_limit_error", "Slow."), new Outcome.Refused(Refusal.RateShort)),
        new("overloaded", Refuse(529, "overloaded_error", "Overloaded"), new Outcome.Refused(Refusal.Overload)),
        new("too large", Refuse(413, "request_too_large", "Request exceeds the maximum size"),
            new Outcome.Failed(Failure.Permanent, "")),
        new("too large for what stands before it", new(413, "<h1>413 Request Entity Too Large</h1>")
            { ContentType = "text/html" }, new Outcome.Failed(Failure.Permanent, "")),
        new("server error", Refuse(500, "api_error", "Internal server error"),
            new Outcome.Failed(Failure.Transient, "")),
        new("took too long", Refuse(504, "timeout_error", "The request timed out."), new Outcome.Unknown("")),
        new("model gone", Refuse(404, "not_found_error", "model: claude-sonnet-4-20250514"),
            new Outcome.Failed(Failure.Gone, "")),
        new("bad request", Refuse(400, "invalid_request_error", "temperature: may not be set for this model"),
            new Outcome.Failed(Failure.Permanent, "")),
    ];

    public override string? Objection(FakeRequest request)
    {
        if (request.Path != Path)
        {
            return $"no such path: {request.Path}";
        }

        if (!IsMine(request))
        {
            return "x-api-key header is required";
        }

        if (request.Header("anthropic-version") != "2023-06-01")
        {
            return "anthropic-version: header is required";
        }

        var unknown = request.Body.EnumerateObject().Select(field => field.Name)
            .FirstOrDefault(name => !Fields.Contains(name) || (name == "cache_control" && !CachesByItself));
        var messages = request.Body.GetProperty("messages").EnumerateArray().ToList();
        return unknown is not null ? $"{unknown}: Extra inputs are not permitted"
            : request.Body.EnumerateObject().GroupBy(field => field.Name).Any(name => name.Count() > 1)
                ? "a field stands twice"
            : request.Text("model") is null ? "model: Field required"
            : !request.Body.TryGetProperty("max_tokens", out var most) || most.GetInt64() < 1
                ? "max_tokens: Field required"
            : messages.Where((one, place) => one.GetProperty("role").GetString()
                != (place % 2 == 0 ? "user" : "assistant")).Any() ? "messages: roles must alternate"
            : messages.Count % 2 == 0 ? "This model does not support assistant message prefill."
            : messages.Exists(one => string.IsNullOrWhiteSpace(TextOf(one.GetProperty("content"))))
                ? "messages: text content blocks must be non-empty"
            : Caches(request).Any(lifetime => lifetime is not ("5m" or "1h"))
                ? "cache_control.ttl: Input should be 5m or 1h"
            : ObjectionToForm(request.Body);
    }

    public override FakeReply Success(FakeRequest request, FakeUsage usage) =>
        Reply(request, usage, PromptOf(request).Contains("what may not be told") ? "refusal" : "end_turn");

    public override FakeReply Truncated(FakeRequest request) => Reply(request, new(), "max_tokens");

    public override FakeReply Refuse(int status, string code, string message) => new(status, Json(new JsonObject
    {
        ["type"] = "error",
        ["error"] = new JsonObject { ["type"] = code, ["message"] = message },
        ["request_id"] = "req_011CSHoEeqs5C35K2UUqR7Fy",
    }));

    public override string PromptOf(FakeRequest request) => string.Join('\n', request.Body.GetProperty("messages")
        .EnumerateArray().Select(message => TextOf(message.GetProperty("content"))));

    /// <summary>Whether the request shows or proves the key.</summary>
    protected virtual bool IsMine(FakeRequest request) =>
        request.Header("x-api-key") == Key && request.Header("authorization") is null;

    protected virtual IReadOnlyList<KeyValuePair<string, string>> Headers =>
    [
        new("request-id", "req_011CSHoEeqs5C35K2UUqR7Fy"),
        new("anthropic-ratelimit-requests-limit", "1000"), new("anthropic-ratelimit-requests-remaining", "999"),
        new("anthropic-ratelimit-requests-reset", "2026-11-22T10:00:00Z"),
        new("anthropic-ratelimit-input-tokens-limit", "500000"),
        new("anthropic-ratelimit-input-tokens-remaining", "499000"),
        new("anthropic-ratelimit-input-tokens-reset", "2026-11-22T10:00:01Z"),
        new("anthropic-ratelimit-output-tokens-limit", "100000"),
        new("anthropic-ratelimit-output-tokens-remaining", "99000"),
        new("anthropic-ratelimit-output-tokens-reset", "2026-11-22T10:00:01Z"),
    ];

    private FakeReply Limited(string message, string seconds) =>
        Refuse(429, "rate_limit_error", message) with { Headers = [new("retry-after", seconds)] };

    // Lifetimes of all caches a request asks for.
    private static IEnumerable<string?> Caches(FakeRequest request)
    {
        var places = new List<JsonElement> { request.Body };
        if (request.Body.TryGetProperty("system", out var system) && system.ValueKind == JsonValueKind.Array)
        {
            places.AddRange(system.EnumerateArray());
        }

        places.AddRange(request.Body.GetProperty("messages").EnumerateArray()
            .Select(message => message.GetProperty("content"))
            .Where(content => content.ValueKind == JsonValueKind.Array)
            .SelectMany(content => content.EnumerateArray()));
        return places.Where(place => place.TryGetProperty("cache_control", out _)).Select(place =>
            place.GetProperty("cache_control").TryGetProperty("ttl", out var ttl) ? ttl.GetString() : "5m");
    }

    private static string? ObjectionToForm(JsonElement body) =>
        body.TryGetProperty("output_config", out var config) && config.TryGetProperty("format", out var format)
        && (format.GetProperty("type").GetString() != "json_schema"
            || format.GetProperty("schema").ValueKind != JsonValueKind.Object)
            ? "output_config.format: not a schema"
            : null;

    private static string? TextOf(JsonElement content) => content.ValueKind == JsonValueKind.String
        ? content.GetString()
        : string.Concat(content.EnumerateArray().Select(block => block.GetProperty("text").GetString()));

    // It writes ten tokens to a cache where it is asked for one, and only then.
    private FakeReply Reply(FakeRequest request, FakeUsage usage, string reason)
    {
        var lifetime = Caches(request).FirstOrDefault();
        var (minutes, hour) = (lifetime == "5m" ? 10L : 0, lifetime == "1h" ? 10L : 0);
        var price = Price;
        return new(200, Json(new JsonObject
        {
            ["id"] = "msg_01",
            ["type"] = "message",
            ["role"] = "assistant",
            ["model"] = request.Text("model"),
            ["content"] = new JsonArray(
                new JsonObject { ["type"] = "thinking", ["thinking"] = "Hm.", ["signature"] = "EqQB" },
                new JsonObject { ["type"] = "text", ["text"] = usage.Text[..(usage.Text.Length / 2)] },
                new JsonObject { ["type"] = "hologram", ["text"] = "Not a word of the answer." },
                new JsonObject
                {
                    ["type"] = "text",
                    ["text"] = usage.Text[(usage.Text.Length / 2)..],
                    ["citations"] = new JsonArray(new JsonObject { ["type"] = "hologram_location" }),
                }),
            ["stop_reason"] = reason,
            ["stop_sequence"] = null,
            ["stop_details"] = reason == "refusal" ? new JsonObject { ["explanation"] = "I would rather not." } : null,
            ["usage"] = new JsonObject
            {
                ["input_tokens"] = usage.Input,
                ["cache_creation_input_tokens"] = minutes + hour,
                ["cache_read_input_tokens"] = usage.CacheRead,
                ["cache_creation"] = new JsonObject
                {
                    ["ephemeral_5m_input_tokens"] = minutes,
                    ["ephemeral_1h_input_tokens"] = hour,
                },
                ["output_tokens"] = usage.Output,
                ["output_tokens_details"] = new JsonObject { ["thinking_tokens"] = usage.Reasoning },
                ["service_tier"] = "standard",
            },
        }))
        {
            Headers = Headers,
            Micros = (long)decimal.Ceiling((usage.Input * price.Input) + (usage.CacheRead * price.Read)
                + (minutes * price.Minutes) + (hour * price.Hour) + (usage.Output * price.Output)),
        };
    }
}
