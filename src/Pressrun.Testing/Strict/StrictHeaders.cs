namespace Pressrun.Testing.Strict;

/// <summary>What a reply says about limits; null is what it does not say.</summary>
internal sealed record StrictHeaders
{
    /// <summary>A reply that says nothing.</summary>
    public static readonly StrictHeaders None = new();

    /// <summary>Requests a minute.</summary>
    public double? RequestsLimit { get; init; }

    /// <summary>Whole requests left; 0 means none or fewer.</summary>
    public long? RequestsRemaining { get; init; }

    /// <summary>How long until the requests are full again, to 1 ms.</summary>
    public TimeSpan? RequestsReset { get; init; }

    /// <summary>Tokens a minute.</summary>
    public double? TokensLimit { get; init; }

    /// <summary>Whole tokens left, or thousands of them; 0 means none or fewer.</summary>
    public long? TokensRemaining { get; init; }

    /// <summary>How long until the tokens are full again, to 1 ms.</summary>
    public TimeSpan? TokensReset { get; init; }

    /// <summary>Calls being worked on.</summary>
    public int? ConcurrencyCurrent { get; init; }

    /// <summary>The most calls at the same time.</summary>
    public int? ConcurrencyMaximum { get; init; }

    /// <summary>Only with a refusal: how long until the call would fit.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
