using System.Text.Json.Nodes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>OpenRouter: numbers for codes, errors inside a success, and the price with every answer.</summary>
internal sealed class OpenRouterChat : OpenAiChat
{
    public override string Kind => "openrouter";

    public override string Model => "openai/gpt-6-luna";

    public override string Base => "/api/v1";

    public override bool TellsRequestId => false;

    public override bool IsPriced => false;

    public override bool IsBillKnown => true;

    public override IReadOnlyList<(Unit Unit, double Limit, double Remaining)> Told => [];

    public override IReadOnlyList<FakeError> Errors =>
    [
        new("wrong key", Refuse(401, "", "No auth credentials found"), new Outcome.Failed(Failure.Credentials, "")),
        new("no credit", Refuse(402, "", "Insufficient credits. Add more using https://openrouter.ai/credits"),
            new Outcome.Refused(Refusal.NoMoney)),
        new("no credit inside a success", Refuse(402, "", "Insufficient credits.") with { Status = 200 },
            new Outcome.Refused(Refusal.NoMoney)),
        new("flagged", Refuse(403, "", "Your input was flagged"), new Outcome.Failed(Failure.Permanent, "")),
        new("not allowed", Refuse(403, "", "Only management keys can perform this operation"),
            new Outcome.Failed(Failure.Credentials, "")),
        new("free for a minute", Refuse(429, "", "Rate limit exceeded: free-models-per-min. ") with
        {
            Headers = [new("retry-after", "7")],
        }, new Outcome.Refused(Refusal.RateShort, Unit.Requests, TimeSpan.FromSeconds(7))),
        new("free for a day", Refuse(429, "", "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 "
            + "free model requests per day"), new Outcome.Refused(Refusal.RateLong, Unit.Requests)),
        new("busy upstream", Refuse(429, "", "Provider returned error"), new Outcome.Refused(Refusal.Overload)),
        new("busy upstream inside a success", Refuse(429, "", "m is temporarily rate-limited upstream.") with
        {
            Status = 200,
        }, new Outcome.Refused(Refusal.Overload)),
        new("model down", Refuse(502, "", "Provider returned error"), new Outcome.Refused(Refusal.Overload)),
        new("model down inside a success", Refuse(502, "", "Provider returned error") with { Status = 200 },
            new Outcome.Refused(Refusal.Overload)),
        new("nobody has it", Refuse(503, "", "No available model provider that meets your routing requirements"),
            new Outcome.Refused(Refusal.Overload)),
        new("timed out", Refuse(408, "", "Request timed out"), new Outcome.Refused(Refusal.Overload)),
        new("broke off inside a choice", new(200, """
            {"id":"gen-1","choices":[{"finish_reason":"error","message":{"role":"assistant","content":"It was a"},
             "error":{"code":500,"message":"Provider disconnected"}}]}
            """), new Outcome.Failed(Failure.Transient, "")),
        new("no model", Refuse(400, "", "gpt-99 is not a valid model ID"), new Outcome.Failed(Failure.Permanent, "")),
    ];

    protected override string MaxTokens => "max_tokens";

    protected override IReadOnlyList<KeyValuePair<string, string>> Headers => [];

    public override FakeReply Refuse(int status, string code, string message) => new(status, Json(new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = status,
            ["message"] = message,
            ["metadata"] = new JsonObject { ["provider_name"] = "Elsewhere", ["kind"] = code },
        },
        ["user_id"] = "user_1",
    }));

    protected override JsonObject UsageOf(FakeUsage usage)
    {
        var (input, read, output) = Price;
        var told = base.UsageOf(usage);
        told["cost"] = ((usage.Input * input) + (usage.CacheRead * read) + (usage.Output * output)) / 1_000_000;
        told["cost_details"] = new JsonObject { ["upstream_inference_cost"] = 19 };
        told["is_byok"] = false;
        return told;
    }
}
