namespace Pressrun.Testing.Strict;

/// <summary>
/// How long a message is on its way, drawn for each message, so that messages overtake each other: a floor of 10 ms and
/// a lognormal part.
/// </summary>
/// <param name="Median">Half of the draws of the lognormal part lie below it.</param>
/// <param name="Sigma">The standard deviation of its logarithm.</param>
internal sealed record StrictDelay(TimeSpan Median, double Sigma)
{
    /// <summary>What no message is faster than.</summary>
    public static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(10);

    /// <summary>Draws the delay of one message, one way.</summary>
    public TimeSpan Draw(Random random) =>
        Floor + TimeSpan.FromSeconds(StrictWorkload.Lognormal(Median.TotalSeconds, Sigma, random));
}
