namespace Pressrun.Testing.Strict;

/// <summary>
/// One of the provider's own buckets: full at the start, refilled all the time, the truth that a client can only guess.
/// </summary>
/// <param name="perMinute">What refills in a minute at the start; above 0.</param>
/// <param name="capacity">The most it holds at the start.</param>
/// <param name="changes">How rate and capacity change, in order of time.</param>
internal sealed class StrictBucket(double perMinute, double capacity, IReadOnlyList<RateChange> changes)
{
    /// <summary>The rounding error of a double must not refuse what the books allow.</summary>
    private const double Rounding = 1e-6;

    private readonly double _capacity = capacity;
    private double _factor = 1;
    private int _changed;

    /// <summary>What refills in a minute now.</summary>
    public double PerMinute => perMinute * _factor;

    /// <summary>The most it holds now.</summary>
    public double Capacity => _capacity * _factor;

    /// <summary>What is in it at <see cref="Since"/>; below 0 when more was taken than there was.</summary>
    public double Level { get; private set; } = capacity;

    /// <summary>The time it was brought up to.</summary>
    public TimeSpan Since { get; private set; }

    /// <summary>How long until it is full, at the rate of now.</summary>
    public TimeSpan Reset => TimeSpan.FromSeconds((Capacity - Level) / RatePerSecond);

    private double RatePerSecond => PerMinute / 60;

    /// <summary>Refills up to now. Throws if that lies before the time it was brought up to.</summary>
    public void Evolve(TimeSpan now)
    {
        if (now < Since)
        {
            throw new ArgumentOutOfRangeException(nameof(now), now, $"The bucket stands at {Since}: order the events.");
        }

        for (; _changed < changes.Count && changes[_changed].At <= now; _changed++)
        {
            Refill(changes[_changed].At);
            _factor = changes[_changed].Factor;
        }

        Refill(now);
    }

    /// <summary>Whether this much can be taken now.</summary>
    public bool Holds(double amount) => Level >= amount - Rounding;

    /// <summary>How long until this much can be taken, if nothing else is; zero if it can be now.</summary>
    public TimeSpan WaitFor(double amount)
    {
        if (Holds(amount))
        {
            return TimeSpan.Zero;
        }

        // Rounded up, or whoever asks again after exactly this time could be told to wait no time at all.
        var seconds = (amount - (Rounding / 2) - Level) / RatePerSecond;
        return TimeSpan.FromTicks((long)Math.Ceiling(seconds * TimeSpan.TicksPerSecond));
    }

    /// <summary>Takes this much, below zero if need be.</summary>
    public void Take(double amount) => Level -= amount;

    /// <summary>Gives this much back; what does not fit is lost.</summary>
    public void Give(double amount) => Level = Math.Min(Capacity, Level + amount);

    /// <summary>A refused request costs one like any other, down to half a capacity below zero.</summary>
    public void CountRefusal() => Level = Math.Min(Level, Math.Max(Level - 1, -Capacity / 2));

    private void Refill(TimeSpan until)
    {
        Level = Math.Min(Capacity, Level + (RatePerSecond * (until - Since).TotalSeconds));
        Since = until;
    }
}
