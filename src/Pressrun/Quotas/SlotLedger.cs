namespace Pressrun.Quotas;

/// <summary>What the slots of a lane were used for: seconds at work, and seconds idle by cause.</summary>
internal sealed class SlotLedger(TimeSpan since)
{
    private readonly double[] _idle = new double[Enum.GetValues<IdleCause>().Length];
    private TimeSpan _at = since;

    /// <summary>Slot-seconds that could have been used.</summary>
    public double Offered { get; private set; }

    /// <summary>The most slots there ever were.</summary>
    public int Most { get; private set; } = 1;

    /// <summary>Slot-seconds idle, by cause.</summary>
    public IReadOnlyList<double> Idle => _idle;

    /// <summary>Slot-seconds of calls that were not answered.</summary>
    public double Wasted { get; set; }

    /// <summary>The number turns out to be another: what was counted by the assumed one says nothing.</summary>
    public void Restart()
    {
        (Offered, Most, Wasted) = (0, 1, 0);
        Array.Clear(_idle);
    }

    /// <summary>Counts the time since the last change.</summary>
    public void Evolve(int slots, int inFlight, IdleCause cause, TimeSpan now)
    {
        if (now > _at && slots != int.MaxValue)
        {
            var passed = (now - _at).TotalSeconds;
            Offered += slots * passed;
            Most = Math.Max(Most, slots);
            _idle[(int)cause] += Math.Max(0, slots - inFlight) * passed;
        }

        _at = now > _at ? now : _at;
    }
}
