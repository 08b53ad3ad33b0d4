using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>Claude at Amazon Bedrock, asked from the United States with a Bedrock API key.</summary>
internal class BedrockClaude : AnthropicChat
{
    public override string Kind => "bedrock";

    public override string Model => "us.anthropic.claude-opus-5-5";

    public override string? Region => "us-east-1";

    public override IReadOnlyList<(Unit Unit, double Limit, double Remaining)> Told => [];

    public override IReadOnlyList<FakeError> Errors => [.. BedrockErrors.All, .. base.Errors.Where(error =>
        error.Name is "overloaded" or "too large" or "server error" or "took too long" or "model gone"
        or "limited without words" or "bad request")];

    protected override string Path => "/anthropic/v1/messages";

    protected override bool CachesByItself => false;

    protected override (decimal Input, decimal Read, decimal Minutes, decimal Hour, decimal Output) Price =>
        (4.40m, 0.22m, 5.50m, 8.80m, 22m);

    protected override IReadOnlyList<KeyValuePair<string, string>> Headers =>
        [new("x-amzn-requestid", "0f5bf1a6-3a35-4c6b-a7a5-9c2f0e2a7c11")];

    protected override bool IsMine(FakeRequest request) =>
        request.Header("authorization") == $"Bearer {Key}" && request.Header("x-api-key") is null;
}
