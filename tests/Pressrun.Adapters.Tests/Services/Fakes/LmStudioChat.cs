using System.Text.Json.Nodes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>LM Studio: an error is one text, and usage may be missing.</summary>
internal sealed class LmStudioChat : OpenAiChat
{
    public override string Kind => "compatible";

    public override string Model => "gemma-4-12b";

    public override bool TellsRequestId => false;

    public override bool IsPriced => false;

    public override bool TellsUsage => false;

    public override IReadOnlyList<(Unit Unit, double Limit, double Remaining)> Told => [];

    public override IReadOnlyList<FakeError> Errors =>
    [
        new("too long", Refuse(400, "", "The number of tokens to keep from the initial prompt is greater than the "
            + "context length (n_keep: 13055>= n_ctx: 4096)."), new Outcome.Failed(Failure.Permanent, "")),
        new("too long inside a success", Refuse(400, "", "Context size has been exceeded.") with { Status = 200 },
            new Outcome.Failed(Failure.Permanent, "")),
        new("no model", Refuse(404, "", "No models loaded."), new Outcome.Failed(Failure.Gone, "")),
        new("crashed", Refuse(500, "", "The model has crashed without additional information."),
            new Outcome.Failed(Failure.Transient, "")),
    ];

    protected override string MaxTokens => "max_tokens";

    protected override (decimal Input, decimal CacheRead, decimal Output) Price => default;

    protected override IReadOnlyList<KeyValuePair<string, string>> Headers => [];

    protected override JsonObject UsageOf(FakeUsage usage) => [];

    public override FakeReply Refuse(int status, string code, string message) =>
        new(status, Json(new JsonObject { ["error"] = message }));
}
