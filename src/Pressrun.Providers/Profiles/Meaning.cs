namespace Pressrun.Providers.Profiles;

/// <summary>What an answer without the work done means for the call and for its lane.</summary>
internal enum Meaning
{
    /// <summary>A rate limit with room again soon; with a long time to come back, a long one.</summary>
    RateShort,

    /// <summary>A rate limit with room again much later.</summary>
    RateLong,

    /// <summary>Too many calls at the same time.</summary>
    Concurrency,

    /// <summary>The service itself has too much to do.</summary>
    Overload,

    /// <summary>Too much in too short a time within the limit.</summary>
    Acceleration,

    /// <summary>No credit, or a spending limit.</summary>
    NoMoney,

    /// <summary>The key is missing, wrong, revoked or may not do this.</summary>
    Credentials,

    /// <summary>The model or the address is not there, or not any more.</summary>
    Gone,

    /// <summary>The request itself is wrong or declined.</summary>
    Permanent,

    /// <summary>A passing fault.</summary>
    Transient,

    /// <summary>The work may have been done all the same.</summary>
    Unknown,
}
