using Pressrun.Model;

namespace Pressrun.Tests.Rigging;

/// <summary>Replies a desk may give.</summary>
internal static class Answers
{
    public static Reply Text(string text) =>
        new(Outcome.Answered.Instance, Body.FromText(text)) { Cost = Desk.Cost, Usage = new(Input: 10, Output: 5) };

    public static Reply Transient(string cause = "hiccup") =>
        new(new Outcome.Failed(Failure.Transient, cause), Body.Empty);

    public static Reply Permanent(string cause = "indecent") =>
        new(new Outcome.Failed(Failure.Permanent, cause), Body.Empty);

    public static Reply NoKey() => new(new Outcome.Failed(Failure.Credentials, "no such key"), Body.Empty);

    public static Reply Refused(Refusal refusal, TimeSpan? retryAfter = null) =>
        new(new Outcome.Refused(refusal, RetryAfter: retryAfter), Body.Empty);

    public static Reply Lost(string cause = "the line went dead") => new(new Outcome.Unknown(cause), Body.Empty);
}
