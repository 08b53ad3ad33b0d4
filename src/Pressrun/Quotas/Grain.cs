namespace Pressrun.Quotas;

/// <summary>
/// A small bucket inside a large one: some providers check a limit per minute over a second or ten, and show it by no
/// header. Found by their refusals; it refills at the large one's rate.
/// </summary>
internal sealed class Grain(double capacity, double least, TimeSpan now)
{
    private const double SlowLeast = 0.05;
    private static readonly TimeSpan RelaxAfter = TimeSpan.FromSeconds(600);

    private TimeSpan _at = now;
    private TimeSpan _refusedAt = now;

    /// <summary>The most it holds.</summary>
    public double Capacity { get; private set; } = Math.Max(capacity, least);

    /// <summary>What is in it.</summary>
    public double Level { get; private set; }

    /// <summary>
    /// The share of the rate at which it refills: halved when told to slow down, then half as much more a minute.
    /// </summary>
    public double Pace { get; private set; } = 1;

    /// <summary>Refills up to now; after ten minutes without a refusal it is twice as large.</summary>
    public void Evolve(double rate, TimeSpan now)
    {
        var passed = (now - _at).TotalSeconds;
        if (passed <= 0)
        {
            return;
        }

        Level = Math.Min(Capacity, Level + (rate * Pace * passed));
        Pace = Math.Min(1, Pace * Math.Pow(1.5, passed / 60));
        _at = now;
        if (now - _refusedAt >= RelaxAfter)
        {
            Capacity *= 2;
            _refusedAt = now;
        }
    }

    /// <summary>Seconds until a call of this cost fits.</summary>
    public double WaitSeconds(double cost, double rate) =>
        (Math.Min(cost + Math.Min(Capacity / 2, rate * Bucket.JitterSeconds), Capacity) - Level) / (rate * Pace);

    public void Take(double cost) => Level -= cost;

    public void Give(double cost) => Level = Math.Min(Capacity, Level + cost);

    /// <summary>It was still too large.</summary>
    public void Refuse(double least, TimeSpan now)
    {
        Capacity = Math.Max(least, Capacity / 2);
        Level = Math.Min(Level, Capacity);
        _refusedAt = now;
    }

    /// <summary>It holds this at most.</summary>
    public void Lower(double level) => Level = Math.Min(Level, level);

    /// <summary>The provider says to slow down.</summary>
    public void Slow() => Pace = Math.Max(SlowLeast, Pace / 2);
}
