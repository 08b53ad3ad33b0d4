namespace Pressrun.Model;

/// <summary>How an attempt ended. What the world does is a value, never an exception.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>The work was done; the body holds the answer, whatever it says.</summary>
    public sealed record Answered : Outcome
    {
        /// <summary>The one instance.</summary>
        public static Answered Instance { get; } = new();
    }

    /// <summary>Declined before any work, for a limit.</summary>
    /// <param name="Class">Which kind of refusal.</param>
    /// <param name="Unit">Which limit, where the provider says so.</param>
    /// <param name="RetryAfter">How long to wait, where the provider says so.</param>
    public sealed record Refused(Refusal Class, Unit? Unit = null, TimeSpan? RetryAfter = null) : Outcome
    {
        /// <summary>The provider's words, shortened; null where the class says all there is.</summary>
        public string? Cause { get; init; }
    }

    /// <summary>Answered with an error.</summary>
    /// <param name="Class">Whether another try makes sense.</param>
    /// <param name="Cause">The provider's words, shortened.</param>
    public sealed record Failed(Failure Class, string Cause) : Outcome;

    /// <summary>Sent, and perhaps done and billed, but nothing came back.</summary>
    /// <param name="Cause">What was seen: a timeout, a broken connection.</param>
    public sealed record Unknown(string Cause) : Outcome;
}
