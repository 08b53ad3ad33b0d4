namespace Pressrun.Quotas;

/// <summary>What the numbers of one reply's headers say of the limit behind them. Pure.</summary>
internal static class HeaderLearning
{
    private const double Tolerance = 0.1;

    /// <summary>
    /// Seconds of the period: a limit taken to be per minute may be one per hour or day; how long the missing part
    /// takes to come back tells.
    /// </summary>
    public static double PeriodSeconds(LimitReading reading, double limit, TimeSpan assumed)
    {
        if (limit - reading.Remaining is >= 1 and var missing && reading.ResetSeconds is > 0.5 and var reset)
        {
            var rate = missing / reset;
            foreach (var seconds in (ReadOnlySpan<double>)[3600, 86400])
            {
                if (Math.Abs((rate * seconds / limit) - 1) <= Tolerance)
                {
                    return seconds;
                }
            }
        }

        return assumed.TotalSeconds;
    }

    /// <summary>
    /// The most the bucket holds: a limit of 600 a minute may be kept as 10 a second; what it is full at tells.
    /// </summary>
    public static double Capacity(LimitReading reading, double limit, double rate)
    {
        var full = reading.Remaining + (rate * reading.ResetSeconds);
        if (full is not { } most || !(most >= 0) || most >= limit / 2)
        {
            return limit;
        }

        foreach (var grain in (ReadOnlySpan<double>)[rate * 10, rate])
        {
            if (Math.Abs(most - grain) <= Math.Max(1.5, grain * Tolerance))
            {
                return Math.Max(1, grain);
            }
        }

        return Math.Max(1, most);
    }
}
