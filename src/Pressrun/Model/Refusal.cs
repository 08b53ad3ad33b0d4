namespace Pressrun.Model;

/// <summary>Why a provider declined before doing the work. A refusal never counts as a try.</summary>
public enum Refusal
{
    /// <summary>A rate limit that has room again within minutes.</summary>
    RateShort,

    /// <summary>A rate limit that has room again much later, such as a daily one: the lane is parked.</summary>
    RateLong,

    /// <summary>Too many calls at the same time.</summary>
    Concurrency,

    /// <summary>The provider itself is overloaded; says nothing about the quota.</summary>
    Overload,

    /// <summary>Credit or spending limit used up: the lane stops until a person acts.</summary>
    NoMoney,

    /// <summary>Too many calls in too short a time, although the limit would have had room for them.</summary>
    Acceleration,

    /// <summary>
    /// Not the provider's: the call was never sent, because its admission expired or the run came to its end.
    /// </summary>
    NotSent,
}
