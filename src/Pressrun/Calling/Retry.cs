namespace Pressrun.Calling;

/// <summary>When a call that failed for a passing reason is tried again. Pure.</summary>
internal static class Retry
{
    private static readonly TimeSpan DelayMax = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The pause before the next try: 1 s, 2 s, 4 s … up to a minute, each shortened by chance to between half and all
    /// of it, so that calls that failed together do not come back together.
    /// </summary>
    /// <param name="tries">How many tries have failed, from 1.</param>
    /// <param name="jitter">Chance.</param>
    public static TimeSpan Delay(int tries, Random jitter)
    {
        var most = Math.Min(DelayMax.TotalSeconds, Math.Pow(2, Math.Min(tries - 1, 16)));
        return TimeSpan.FromSeconds(most * (0.5 + (jitter.NextDouble() / 2)));
    }
}
