using System.Text.Json.Nodes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>A local server that speaks OpenAI's form: no key, no limits told, no price.</summary>
internal sealed class OllamaChat : OpenAiChat
{
    public override string Kind => "ollama";

    public override string Model => "gemma4:12b";

    public override bool TellsRequestId => false;

    public override bool IsFree => true;

    public override IReadOnlyList<(Unit Unit, double Limit, double Remaining)> Told => [];

    public override IReadOnlyList<FakeError> Errors =>
    [
        new("busy", Refuse(503, "api_error", "server busy, please try again. maximum pending requests exceeded"),
            new Outcome.Refused(Refusal.Overload)),
        new("no model", Refuse(404, "not_found_error", "model \"gemma4:12b\" not found, try pulling it first"),
            new Outcome.Failed(Failure.Gone, "")),
        new("broken", Refuse(500, "api_error", "llama runner process has terminated"),
            new Outcome.Failed(Failure.Transient, "")),
    ];

    protected override string MaxTokens => "max_tokens";

    protected override (decimal Input, decimal CacheRead, decimal Output) Price => default;

    protected override IReadOnlyList<KeyValuePair<string, string>> Headers => [];

    protected override JsonObject UsageOf(FakeUsage usage) => new()
    {
        ["prompt_tokens"] = usage.Input + usage.CacheRead,
        ["completion_tokens"] = usage.Output,
        ["total_tokens"] = usage.Input + usage.CacheRead + usage.Output,
    };
}
