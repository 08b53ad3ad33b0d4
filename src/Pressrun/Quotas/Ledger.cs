namespace Pressrun.Quotas;

/// <summary>
/// Where all went that a bucket held at the start and that refilled: spent on useful calls, on calls without a result,
/// on refusals, or lost at a full level.
/// </summary>
internal sealed class Ledger
{
    private readonly double[] _spilled = new double[Enum.GetValues<IdleCause>().Length];
    private readonly double[] _spilledAtLast = new double[Enum.GetValues<IdleCause>().Length];
    private readonly double[] _sinceLast = new double[Enum.GetValues<IdleCause>().Length];

    /// <summary>What it held at the start, so far as it turned out to be there.</summary>
    public double Start { get; set; }

    /// <summary>Since when it is kept.</summary>
    public TimeSpan Since { get; set; }

    /// <summary>All that has refilled, lost or not.</summary>
    public double Refilled { get; private set; }

    /// <summary>Charged for calls that were answered.</summary>
    public double Useful { get; set; }

    /// <summary>Charged for calls that failed or were never heard of again.</summary>
    public double Wasted { get; set; }

    /// <summary>Charged for refused calls.</summary>
    public double Refused { get; set; }

    /// <summary>By how much the largest answered call took more than it ever holds.</summary>
    public double Over { get; set; }

    /// <summary>When the last call took its part.</summary>
    public TimeSpan LastAt { get; private set; } = TimeSpan.MinValue;

    /// <summary>What had refilled by then.</summary>
    public double RefilledAtLast { get; private set; }

    /// <summary>What was left when the last call had taken its part.</summary>
    public double LeftAtLast { get; private set; }

    /// <summary>Lost at a full level up to the last call, by cause.</summary>
    public IReadOnlyList<double> SpilledAtLast => _spilledAtLast;

    /// <summary>What left it without us by then; below 0 where more was there than was assumed.</summary>
    public double ElsewhereAtLast => Start + RefilledAtLast - NetAtLast - _spilledAtLast.Sum() - LeftAtLast;

    /// <summary>
    /// Seconds since the last call, by what held up the next one; <see cref="IdleCause.Spacing"/> is the limit itself.
    /// </summary>
    public IReadOnlyList<double> SinceLast => _sinceLast;

    /// <summary>What has refilled since the last call while the next one waited for it.</summary>
    public double Saved { get; private set; }

    /// <summary>Time passed in which this much refilled.</summary>
    public void Pass(IdleCause cause, double amount, double seconds)
    {
        Refilled += amount;
        _sinceLast[(int)cause] += seconds;
        Saved += cause == IdleCause.Spacing ? amount : 0;
    }

    /// <summary>It refilled this many times as fast all along.</summary>
    public void Rescale(double times) => (Refilled, RefilledAtLast) = (Refilled * times, RefilledAtLast * times);

    /// <summary>Something was lost at a full level.</summary>
    public void Spill(IdleCause cause, double amount) => _spilled[(int)cause] += amount;

    /// <summary>What was out by then, less what had come back.</summary>
    public double NetAtLast { get; private set; }

    /// <summary>A call took its part: this much is left, and this much is out.</summary>
    public void Take(double left, double net, TimeSpan now)
    {
        (LastAt, LeftAtLast, NetAtLast, RefilledAtLast) = (now, left, net, Refilled);
        _spilled.CopyTo(_spilledAtLast, 0);
        Array.Clear(_sinceLast);
        Saved = 0;
    }
}
