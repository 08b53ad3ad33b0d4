namespace Pressrun.Quotas;

/// <summary>
/// The answered calls of one stage on one lane: how many, how long, and what they took from each bucket.
/// </summary>
internal sealed class Served(int buckets)
{
    /// <summary>How many were answered.</summary>
    public long Count { get; private set; }

    /// <summary>The shortest, in seconds.</summary>
    public double LeastSeconds { get; private set; } = double.PositiveInfinity;

    /// <summary>All together, in seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>What they took from each bucket of the lane, in their order.</summary>
    public double[] Charged { get; } = new double[buckets];

    /// <summary>The part of it that was taken only at the end, where output is charged then.</summary>
    public double[] Late { get; } = new double[buckets];

    /// <summary>One more was answered.</summary>
    public void Add(double seconds)
    {
        Count++;
        Seconds += seconds;
        LeastSeconds = Math.Min(LeastSeconds, seconds);
    }
}
