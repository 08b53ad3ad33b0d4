using Pressrun.Model;

namespace Pressrun.Providers.Profiles;

/// <summary>A limit of a service.</summary>
/// <param name="Unit">What is counted.</param>
internal sealed record LimitRule(Unit Unit)
{
    /// <summary>How much in a period, of the smallest account; 0 if only replies tell.</summary>
    public double Amount { get; init; }

    /// <summary>The period in seconds. <value>A minute.</value></summary>
    public double Seconds { get => field > 0 ? field : 60; init; }

    /// <summary>The most at once; 0 is the amount.</summary>
    public double Capacity { get; init; }

    /// <summary>How output is charged.</summary>
    public Charge Charge { get; init; }

    /// <summary>How input and output are put together.</summary>
    public Combine Combine { get; init; }

    /// <summary>What one output token counts. <value>1.</value></summary>
    public double OutputWeight { get => field > 0 ? field : 1; init; }

    /// <summary>Whether input tokens read from the cache count nothing.</summary>
    public bool CacheReadsFree { get; init; }

    /// <summary>The reply header that tells the amount; null if none does.</summary>
    public string? LimitHeader { get; init; }

    /// <summary>The reply header that tells what is left; null if none does.</summary>
    public string? RemainingHeader { get; init; }

    /// <summary>The reply header that tells when all is back; null if none does.</summary>
    public string? ResetHeader { get; init; }

    /// <summary>How that is written.</summary>
    public ResetFormat ResetFormat { get; init; }

    /// <summary>The step to which what is left is rounded. <value>1.</value></summary>
    public double Step { get => field > 0 ? field : 1; init; }

    /// <summary>The same as the engine knows it.</summary>
    public Limit ToLimit()
    {
        var limit = Amount > 0 ? new Limit(Unit, Amount, TimeSpan.FromSeconds(Seconds)) : Limit.Unknown(Unit);
        return limit with
        {
            Capacity = Capacity > 0 ? Capacity : limit.Capacity,
            Charge = Charge,
            Combine = Combine,
            OutputWeight = OutputWeight,
            CacheReadsFree = CacheReadsFree,
            Headers = LimitHeader is null && RemainingHeader is null
                ? null
                : new(LimitHeader, RemainingHeader, ResetHeader) { Format = ResetFormat, Step = Step },
        };
    }
}
