using System.Text.Json.Nodes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>vLLM: OpenAI's form on a machine of one's own, errors flat and with numbers for codes.</summary>
internal sealed class VllmChat : OpenAiChat
{
    public override string Kind => "compatible";

    public override string Model => "Qwen/Qwen4-14B";

    public override bool TellsRequestId => false;

    public override bool IsPriced => false;

    public override IReadOnlyList<(Unit Unit, double Limit, double Remaining)> Told => [];

    public override IReadOnlyList<FakeError> Errors =>
    [
        new("no model", Refuse(404, "NotFoundError", "The model `x` does not exist."),
            new Outcome.Failed(Failure.Gone, "")),
        new("no model inside a success", Refuse(404, "NotFoundError", "The model `x` does not exist.") with
        {
            Status = 200,
        }, new Outcome.Failed(Failure.Gone, "")),
        new("too long", Refuse(400, "BadRequestError", "This model's maximum context length is 32768 tokens."),
            new Outcome.Failed(Failure.Permanent, "")),
        new("wrong key", new(401, """{"error":"Unauthorized"}"""), new Outcome.Failed(Failure.Credentials, "")),
        new("no such path", new(404, """{"detail":"Not Found"}"""), new Outcome.Failed(Failure.Gone, "")),
        new("busy", new(503, ""), new Outcome.Refused(Refusal.Overload)),
        new("broken", new(500, "Internal Server Error") { ContentType = "text/plain" },
            new Outcome.Failed(Failure.Transient, "")),
    ];

    protected override string MaxTokens => "max_tokens";

    protected override (decimal Input, decimal CacheRead, decimal Output) Price => default;

    protected override IReadOnlyList<KeyValuePair<string, string>> Headers => [];

    public override FakeReply Refuse(int status, string code, string message) => new(status, Json(new JsonObject
    {
        ["object"] = "error",
        ["message"] = message,
        ["type"] = code,
        ["param"] = null,
        ["code"] = status,
    }));
}
