using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>The bucket that keeps a limit, before any reply is known. Pure.</summary>
internal static class Shape
{
    /// <summary>
    /// What it holds and what refills a second. Where nothing is known it is one request a second, and nothing else is
    /// restricted.
    /// </summary>
    public static (double Capacity, double Rate) Of(Limit limit)
    {
        if (!limit.IsKnown)
        {
            return limit.Unit == Unit.Requests ? (1, 1) : (0, 0);
        }

        if (!limit.IsWindow)
        {
            return (limit.Capacity, limit.RatePerSecond);
        }

        // No window of one period holds more than the amount if burst + rate × (period + J) stays within it. Few whole
        // requests are spaced evenly instead: a burst of one, and the amount in a little more than a period.
        var period = limit.Period.TotalSeconds + Bucket.JitterSeconds;
        return limit.Unit == Unit.Requests && limit.Amount <= 5
            ? (1, (limit.Amount < 1 ? limit.Amount : Math.Floor(limit.Amount)) / period)
            : (limit.Amount / 5, limit.Amount * 4 / 5 / period);
    }
}
