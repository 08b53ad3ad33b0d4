using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>Groq: OpenAI's form and header names, but requests are counted by the day.</summary>
internal sealed class GroqChat : OpenAiChat
{
    public override string Kind => "groq";

    public override string Model => "openai/gpt-oss-120b";

    public override string Base => "/openai/v1";

    public override IReadOnlyList<(Unit Unit, double Limit, double Remaining)> Told =>
        [(Unit.Requests, 14_400, 14_370), (Unit.Tokens, 18_000, 17_997)];

    public override IReadOnlyList<FakeError> Errors =>
    [
        new("wrong key", Refuse(401, "invalid_api_key", "Invalid API Key"),
            new Outcome.Failed(Failure.Credentials, "")),
        new("requests a minute", Limited("requests per minute (RPM): Limit 30, Used 30, Requested 1", "2"),
            new Outcome.Refused(Refusal.RateShort, Unit.Requests, TimeSpan.FromSeconds(2))),
        new("tokens a minute", Limited("tokens per minute (TPM): Limit 8000, Used 7600, Requested 4300", "29"),
            new Outcome.Refused(Refusal.RateShort, Unit.Tokens, TimeSpan.FromSeconds(29))),
        new("requests a day", Limited("requests per day (RPD): Limit 1000, Used 1000, Requested 1", "7384"),
            new Outcome.Refused(Refusal.RateLong, null, TimeSpan.FromSeconds(7384))),
        new("tokens a day", Limited("tokens per day (TPD): Limit 200000, Used 198051, Requested 4320", "1092"),
            new Outcome.Refused(Refusal.RateLong, null, TimeSpan.FromSeconds(1092))),
        new("too large", Refuse(413, "rate_limit_exceeded", "Request too large for model `openai/gpt-oss-120b` on "
            + "tokens per minute (TPM): Limit 8000, Requested 9100, please reduce your message size and try again."),
            new Outcome.Failed(Failure.Permanent, "")),
        new("flex is full", Refuse(498, "capacity_exceeded", "Flex tier capacity exceeded."),
            new Outcome.Refused(Refusal.Overload)),
        new("spend limit", Refuse(400, "blocked_api_access", "API access is blocked: your spend limit was reached."),
            new Outcome.Refused(Refusal.NoMoney)),
        new("no model", Refuse(404, "model_not_found", "The model `llama-3.3-70b-versatile` does not exist."),
            new Outcome.Failed(Failure.Gone, "")),
        new("decommissioned", Refuse(400, "model_decommissioned", "The model has been decommissioned."),
            new Outcome.Failed(Failure.Permanent, "")),
        new("semantic", Refuse(422, "invalid_request_error", "The request could not be followed."),
            new Outcome.Failed(Failure.Permanent, "")),
        new("bad gateway", Refuse(502, "bad_gateway", "Bad Gateway"), new Outcome.Refused(Refusal.Overload)),
        new("unavailable", Refuse(503, "service_unavailable", "Service Unavailable"),
            new Outcome.Refused(Refusal.Overload)),
    ];

    protected override (decimal Input, decimal CacheRead, decimal Output) Price => (0.15m, 0.075m, 0.60m);

    protected override IReadOnlyList<KeyValuePair<string, string>> Headers =>
    [
        new("x-request-id", "req_01k"),
        new("x-ratelimit-limit-requests", "14400"), new("x-ratelimit-remaining-requests", "14370"),
        new("x-ratelimit-reset-requests", "2m59.56s"),
        new("x-ratelimit-limit-tokens", "18000"), new("x-ratelimit-remaining-tokens", "17997"),
        new("x-ratelimit-reset-tokens", "7.66s"),
    ];

    private FakeReply Limited(string limit, string wait) => Refuse(429, "rate_limit_exceeded",
        $"Rate limit reached for model `openai/gpt-oss-120b` in organization `org_1` service tier `on_demand` on "
        + $"{limit}. Please try again later. Need more tokens?") with
    {
        Headers = [new("retry-after", wait)],
    };
}
