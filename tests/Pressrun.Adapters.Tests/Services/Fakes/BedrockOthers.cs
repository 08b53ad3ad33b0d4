using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>A model at Amazon Bedrock that is not Claude.</summary>
internal sealed class BedrockOthers : OpenAiChat
{
    private const string Before = "/openai/v1";

    public override string Kind => "bedrock";

    public override string Model => "amazon.nova-lite-v1:0";

    public override string Base => "";

    public override string? Region => "us-east-1";

    public override IReadOnlyList<(Unit Unit, double Limit, double Remaining)> Told => [];

    public override IReadOnlyList<FakeError> Errors => BedrockErrors.All;

    protected override (decimal Input, decimal CacheRead, decimal Output) Price => (0.06m, 0.015m, 0.24m);

    protected override IReadOnlyList<KeyValuePair<string, string>> Headers =>
        [new("x-amzn-requestid", "0f5bf1a6-3a35-4c6b-a7a5-9c2f0e2a7c11")];

    public override string? Objection(FakeRequest request) => request.Path.StartsWith(Before, StringComparison.Ordinal)
        ? base.Objection(request with { Path = request.Path[Before.Length..] })
        : $"UnknownOperationException: {request.Path}";
}
