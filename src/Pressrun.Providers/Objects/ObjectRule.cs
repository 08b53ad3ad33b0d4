using Pressrun.Model;
using Pressrun.Providers.Profiles;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.Objects;

/// <summary>What an answer of a store means, and what a user does about it.</summary>
/// <param name="Means">What it means.</param>
/// <param name="Hint">Cause and next step, the end of a sentence.</param>
internal sealed record ObjectRule(Meaning Means, string Hint)
{
    private const string Later = "it is in trouble; try again later";

    /// <summary>What a status means where the store's code says no more.</summary>
    public static ObjectRule Of(int status) => status switch
    {
        429 => new(Meaning.RateShort, "it still asks to wait; send less at once, or try again later"),
        503 => new(Meaning.Overload, Later),
        401 or 403 => new(Meaning.Credentials, "it does not let this key write there; correct the key or its rights"),
        404 => new(Meaning.Permanent, "it knows no such place; correct the address"),
        411 or 501 => new(Meaning.Permanent,
            "it does not know writing that never overwrites (If-None-Match); use a store that does"),
        413 => new(Meaning.Permanent, "the content is too large for it; make it smaller, or split it"),
        409 or 412 => new(Meaning.Transient, "it is changing just now; try again later"),
        408 or 425 or >= 500 => new(Meaning.Transient, Later),
        >= 300 and < 400 => new(Meaning.Permanent,
            "it points elsewhere, and nothing is sent where an answer points; correct `url` or `region`"),
        _ => new(Meaning.Permanent, "it does not take the object; correct the stage's `put`"),
    };

    /// <summary>The outcome.</summary>
    /// <param name="answer">What was answered.</param>
    /// <param name="place">Which object, as a message shows it.</param>
    /// <param name="mayWait">Whether the call may still wait for the store.</param>
    public Outcome OutcomeOf(ObjectAnswer answer, string place, bool mayWait)
    {
        var wait = RetryAfter.Read(answer.Headers);
        var words = $"{place}: the store answers {answer.Shown}";
        return Means switch
        {
            Meaning.RateShort when mayWait => new Outcome.Refused(Refusal.RateShort, Unit.Requests, wait)
            {
                Cause = words,
            },
            Meaning.Overload when mayWait => new Outcome.Refused(Refusal.Overload, null, wait) { Cause = words },
            Meaning.Credentials => Failed(Failure.Credentials),
            Meaning.Permanent => Failed(Failure.Permanent),
            _ => Failed(Failure.Transient),
        };

        Outcome.Failed Failed(Failure failure) => new(failure, $"{words}: {Hint}");
    }
}
