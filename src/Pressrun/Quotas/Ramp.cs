namespace Pressrun.Quotas;

/// <summary>
/// How a burst that is only assumed opens once a call has come back: within eight seconds, slowly at first, so that few
/// calls find out where it is not there.
/// </summary>
internal sealed class Ramp
{
    private const double Seconds = 8;
    private const double Even = 0.2;

    private double _passed;

    /// <summary>The part of it that opens in this time.</summary>
    /// <param name="capacity">The whole burst.</param>
    /// <param name="closed">What is still closed of it.</param>
    /// <param name="seconds">The time.</param>
    public double Release(double capacity, double closed, double seconds)
    {
        if (closed <= 0)
        {
            return 0;
        }

        var released = Math.Min(closed, Opens(capacity, seconds));
        _passed += seconds;
        return released;
    }

    /// <summary>Seconds until this much more is there, by what opens and what refills.</summary>
    public double SecondsFor(double lacks, double capacity, double closed, double rate)
    {
        if (closed <= 0 || lacks <= 0)
        {
            return lacks / rate;
        }

        var pace = (1 - Even) * capacity / (Seconds * Seconds);
        var speed = rate + (Even * capacity / Seconds) + (2 * pace * _passed);
        var wait = (Math.Sqrt((speed * speed) + (4 * pace * lacks)) - speed) / (2 * pace);
        return Opens(capacity, wait) <= closed ? wait : (lacks - closed) / rate;
    }

    private double Opens(double capacity, double seconds) =>
        capacity / Seconds * seconds * (Even + ((1 - Even) / Seconds * ((2 * _passed) + seconds)));
}
