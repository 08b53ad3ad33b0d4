using System.Text.Json.Nodes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>Errors of Amazon Bedrock, whose type stands in a header or in the body.</summary>
internal static class BedrockErrors
{
    public static IReadOnlyList<FakeError> All { get; } =
    [
        new("requests", InHeader(429, "ThrottlingException", "Too many requests, please wait before trying again. You "
            + "have sent too many requests."), new Outcome.Refused(Refusal.RateShort, Unit.Requests)),
        new("rate", InHeader(429, "ThrottlingException", "Your request rate is too high. Reduce the frequency of "
            + "requests."), new Outcome.Refused(Refusal.RateShort, Unit.Requests)),
        new("tokens", InHeader(429, "ThrottlingException", "Too many tokens, please wait before trying again."),
            new Outcome.Refused(Refusal.RateShort, Unit.Tokens)),
        new("tokens a day", InHeader(429, "ThrottlingException", "Too many tokens per day, please wait before trying "
            + "again."), new Outcome.Refused(Refusal.RateLong)),
        new("throttled without words", InBody(400, "com.amazonaws.bedrockruntime#ThrottlingException", ""),
            new Outcome.Refused(Refusal.RateShort)),
        new("model not ready", InHeader(429, "ModelNotReadyException", "The model is not ready to serve requests."),
            new Outcome.Refused(Refusal.Overload)),
        new("busy", InHeader(503, "ServiceUnavailableException", "The service isn't currently available."),
            new Outcome.Refused(Refusal.Overload)),
        new("quota", InHeader(400, "ServiceQuotaExceededException", "Your request exceeds the service quota."),
            new Outcome.Refused(Refusal.NoMoney)),
        new("card", InHeader(403, "AccessDeniedException", "Model access is denied due to INVALID_PAYMENT_INSTRUMENT."),
            new Outcome.Refused(Refusal.NoMoney)),
        new("no access", InHeader(403, "AccessDeniedException", "You don't have access to the model."),
            new Outcome.Failed(Failure.Credentials, "")),
        new("who", InBody(403, "UnrecognizedClientException", "The security token in the request is invalid."),
            new Outcome.Failed(Failure.Credentials, "")),
        new("expired", InBody(400, "com.amazon.coral.service#ExpiredTokenException", "The security token is expired."),
            new Outcome.Failed(Failure.Credentials, "")),
        new("signature", InHeader(403, "InvalidSignatureException", "The request signature we calculated does not "
            + "match the signature you provided."), new Outcome.Failed(Failure.Credentials, "")),
        new("no form", InHeader(404, "ResourceNotFoundException", "Model use case details have not been submitted for "
            + "this account."), new Outcome.Failed(Failure.Credentials, "")),
        new("no model", InHeader(404, "ResourceNotFoundException", "Could not resolve the foundation model."),
            new Outcome.Failed(Failure.Gone, "")),
        new("wrong", InHeader(400, "ValidationException", "The provided model identifier is invalid."),
            new Outcome.Failed(Failure.Permanent, "")),
        new("model failed", InHeader(424, "ModelErrorException", "The model failed while processing."),
            new Outcome.Failed(Failure.Transient, "")),
        new("model took too long", InHeader(408, "ModelTimeoutException", "Processing time exceeded the timeout."),
            new Outcome.Unknown("")),
        new("internal", InHeader(500, "InternalServerException", "An internal server error occurred."),
            new Outcome.Failed(Failure.Transient, "")),
    ];

    private static FakeReply InHeader(int status, string type, string message) =>
        new(status, new JsonObject { ["message"] = message }.ToJsonString())
        {
            Headers = [new("x-amzn-errortype", $"{type}:http://internal.amazon.com/coral/com.amazon.bedrock/")],
        };

    private static FakeReply InBody(int status, string type, string message) =>
        new(status, new JsonObject { ["__type"] = type, ["Message"] = message }.ToJsonString());
}
