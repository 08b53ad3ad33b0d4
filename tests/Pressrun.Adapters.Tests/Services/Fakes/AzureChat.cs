using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>Azure OpenAI: OpenAI's form and prices, another key header, other words for a refusal.</summary>
internal sealed class AzureChat : OpenAiChat
{
    public override string Kind => "azure";

    public override string Base => "/openai/v1";

    public override IReadOnlyList<(Unit Unit, double Limit, double Remaining)> Told =>
        [(Unit.Requests, 100, 99), (Unit.Tokens, 100_000, 99_400)];

    public override IReadOnlyList<FakeError> Errors =>
    [
        new("wrong key", Refuse(401, "401", "Access denied due to invalid subscription key or wrong API endpoint."),
            new Outcome.Failed(Failure.Credentials, "")),
        new("network closed", Refuse(403, "403", "Access denied due to Virtual Network/Firewall rules."),
            new Outcome.Failed(Failure.Credentials, "")),
        new("no deployment", Refuse(404, "DeploymentNotFound", "The API deployment for this resource does not exist."),
            new Outcome.Failed(Failure.Gone, "")),
        new("tokens a minute", Refuse(429, "429", "Requests to the ChatCompletions_Create Operation under Azure OpenAI "
            + "API have exceeded token rate limit of your current OpenAI S0 pricing tier. Retry after 4 seconds.")
            with
        {
            Headers = [new("retry-after", "4"), new("retry-after-ms", "3640")],
        }, new Outcome.Refused(Refusal.RateShort, Unit.Tokens, TimeSpan.FromMilliseconds(3640))),
        new("calls", Refuse(429, "429", "Requests to the ChatCompletions_Create Operation have exceeded call rate "
            + "limit of your current OpenAI S0 pricing tier. Please retry after 1 second."),
            new Outcome.Refused(Refusal.RateShort, Unit.Requests)),
        new("limited", Refuse(429, "RateLimitReached", "Rate limit is exceeded. Try again in 26 seconds."),
            new Outcome.Refused(Refusal.RateShort)),
        new("been limited", Refuse(429, "too_many_requests", "Requests to this deployment have been limited."),
            new Outcome.Refused(Refusal.RateShort)),
        new("a day", Refuse(429, "429", "Requests have exceeded token rate limit of 1000000 tokens per day.") with
        {
            Headers = [new("retry-after", "86400")],
        }, new Outcome.Refused(Refusal.RateLong, null, TimeSpan.FromDays(1))),
        new("high demand", Refuse(429, "429", "The system is currently experiencing high demand and cannot process "
            + "your request. Your request exceeds the maximum usage size allowed during peak load."),
            new Outcome.Refused(Refusal.Overload)),
        new("temporarily unable", Refuse(429, "429", "The server is temporarily unable to process your request."),
            new Outcome.Refused(Refusal.Overload)),
        new("no capacity", Refuse(503, "NoCapacity", "We are at capacity."), new Outcome.Refused(Refusal.Overload)),
        new("too large", Refuse(429, "429", "Token budget exceeded by request parameters."),
            new Outcome.Failed(Failure.Permanent, "")),
        new("no credit", Refuse(429, "insufficient_quota", "You exceeded your current quota."),
            new Outcome.Refused(Refusal.NoMoney)),
        new("filtered", Refuse(400, "content_filter", "The response was filtered: the prompt triggered a policy."),
            new Outcome.Failed(Failure.Permanent, "")),
        new("server error", Refuse(500, "InternalServerError", "The server had an error."),
            new Outcome.Failed(Failure.Transient, "")),
    ];

    protected override string? KeyOf(FakeRequest request) =>
        request.Header("authorization") is null ? request.Header("api-key") : null;

    protected override IReadOnlyList<KeyValuePair<string, string>> Headers =>
    [
        new("apim-request-id", "5a1b"), new("x-ms-region", "Sweden Central"),
        new("x-ratelimit-limit-requests", "100"), new("x-ratelimit-remaining-requests", "99"),
        new("x-ratelimit-limit-tokens", "100000"), new("x-ratelimit-remaining-tokens", "99400"),
        new("x-ratelimit-reset-tokens", "0"),
    ];
}
