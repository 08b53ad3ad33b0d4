using System.Text.Json;
using System.Text.Json.Nodes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>Perplexity's Agent API: it refuses every field it does not know, and tells what it bills.</summary>
internal sealed class PerplexityAgent : FakeVendor
{
    private const decimal SearchUsd = 0.005m;

    /// <summary>What every search returns.</summary>
    public static readonly IReadOnlyList<string> Found =
        ["https://night.example/owls", "https://night.example/moths?page=2", "https://dawn.example/"];

    private static readonly string[] Fields =
    [
        "background", "input", "instructions", "language_preference", "max_output_tokens", "max_steps",
        "max_tool_calls", "metadata", "model", "models", "preset", "previous_response_id", "reasoning",
        "response_format", "store", "stream", "temperature", "tool_choice", "tools", "top_p", "truncation",
    ];

    public override string Kind => "perplexity";

    public override string Model => "sonar";

    public override string Base => "";

    public override bool TellsRequestId => false;

    public override IReadOnlyList<FakeError> Errors =>
    [
        new("wrong key", Refuse(401, "invalid_api_key", "Invalid API key provided."),
            new Outcome.Failed(Failure.Credentials, "")),
        new("no credit", Refuse(401, "insufficient_quota", "You exceeded your current quota, please check your plan."),
            new Outcome.Refused(Refusal.NoMoney)),
        new("too often", Refuse(429, "rate_limit_exceeded", "Rate limit exceeded.") with
        {
            Headers = [new("retry-after", "2")],
        }, new Outcome.Refused(Refusal.RateShort, Unit.Requests, TimeSpan.FromSeconds(2))),
        new("unknown field", Refuse(400, "invalid_request", "invalid request body: json: unknown field \"stop\""),
            new Outcome.Failed(Failure.Permanent, "")),
        new("the old interface", Refuse(403, "chat_completions_not_available", "Use /v1/responses."),
            new Outcome.Failed(Failure.Permanent, "")),
        new("broken", Refuse(500, "internal_error", "Something went wrong."),
            new Outcome.Failed(Failure.Transient, "")),
        new("failed inside a success", new(200, """
            {"object":"response","status":"failed","output":[],"usage":null,
             "error":{"message":"the model broke","type":"server_error","code":500}}
            """), new Outcome.Failed(Failure.Transient, "")),
        new("overloaded inside a success", new(200, """
            {"object":"response","status":"failed","output":[],
             "error":{"message":"busy","type":"overloaded","code":503}}
            """), new Outcome.Refused(Refusal.Overload)),
    ];

    public override string? Objection(FakeRequest request)
    {
        var unknown = request.Body.EnumerateObject().Select(field => field.Name)
            .FirstOrDefault(name => !Fields.Contains(name));
        return request.Path != "/v1/agent" ? $"no route {request.Path}"
            : request.Header("authorization") != $"Bearer {Key}" ? "Invalid API key provided."
            : unknown is not null ? $"invalid request body: json: unknown field \"{unknown}\""
            : request.Text("model") is null == request.Text("preset") is null ? "model or preset"
            : request.Text("model") is { } model && !model.Contains('/') ? $"model {model} is not provider/model"
            : !IsInput(request.Body) ? "input is required"
            : request.Body.TryGetProperty("max_output_tokens", out var most) && most.GetInt64() < 1 ? "too few tokens"
            : request.Body.TryGetProperty("response_format", out var form)
                && !(form.GetProperty("type").GetString() == "json_schema"
                    && form.GetProperty("json_schema").TryGetProperty("schema", out _)
                    && form.GetProperty("json_schema").GetProperty("name").GetString() is { Length: > 0 and <= 64 })
                ? "response_format"
            : null;
    }

    public override FakeReply Success(FakeRequest request, FakeUsage usage) =>
        Reply(request, usage, "completed", null);

    public override FakeReply Truncated(FakeRequest request) =>
        Reply(request, new(), "incomplete", new JsonObject { ["reason"] = "max_output_tokens" });

    public override FakeReply Refuse(int status, string code, string message) => new(status, Json(new JsonObject
    {
        ["error"] = new JsonObject { ["message"] = message, ["type"] = code, ["code"] = status },
    }));

    public override string PromptOf(FakeRequest request) => request.Text("input") ?? string.Join(
        '\n', request.Body.GetProperty("input").EnumerateArray().Select(one => one.GetProperty("content").GetString()));

    private static bool IsInput(JsonElement body) => body.TryGetProperty("input", out var input)
        && (input.ValueKind == JsonValueKind.String
            || (input.ValueKind == JsonValueKind.Array && input.EnumerateArray().All(one =>
                one.GetProperty("type").GetString() == "message"
                && one.GetProperty("content").ValueKind == JsonValueKind.String)));

    private static FakeReply Reply(FakeRequest request, FakeUsage usage, string status, JsonNode? incomplete)
    {
        var isSearched = request.Body.TryGetProperty("tools", out _);
        var found = isSearched ? 4600 : 0;
        var input = ((usage.Input + found) * 0.25m) + (usage.CacheRead * 0.0625m);
        var output = usage.Output * 2.50m;
        var search = isSearched ? SearchUsd : 0;
        var total = ((input + output) / 1_000_000) + search;
        return new(200, Json(new JsonObject
        {
            ["id"] = "resp_1",
            ["object"] = "response",
            ["status"] = status,
            ["model"] = request.Text("model") ?? "openai/gpt-6-luna",
            ["error"] = null,
            ["incomplete_details"] = incomplete,
            ["output"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "search_results",
                    ["queries"] = new JsonArray("the night"),
                    ["results"] = new JsonArray([.. Found.Select(url => new JsonObject
                    {
                        ["title"] = "Night", ["url"] = url, ["text"] = "no",
                    })]),
                },
                new JsonObject { ["type"] = "hologram_results", ["content"] = 7 },
                new JsonObject
                {
                    ["type"] = "message",
                    ["role"] = "assistant",
                    ["content"] = new JsonArray(new JsonObject
                    {
                        ["type"] = "output_text",
                        ["text"] = usage.Text,
                        ["annotations"] = new JsonArray(new JsonObject { ["type"] = "hologram_citation" }),
                    }),
                }),
            ["usage"] = new JsonObject
            {
                ["input_tokens"] = usage.Input + found + usage.CacheRead,
                ["input_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.CacheRead },
                ["output_tokens"] = usage.Output,
                ["output_tokens_details"] = new JsonObject { ["reasoning_tokens"] = usage.Reasoning },
                ["cost"] = new JsonObject
                {
                    ["currency"] = "USD",
                    ["input_cost"] = input / 1_000_000,
                    ["output_cost"] = output / 1_000_000,
                    ["tool_calls_cost"] = search,
                    ["total_cost"] = total,
                },
            },
        }))
        {
            Micros = (long)decimal.Ceiling(total * 1_000_000),
        };
    }
}
