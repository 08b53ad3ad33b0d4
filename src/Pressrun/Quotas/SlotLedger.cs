namespace Pressrun.Quotas;

/// <summary>What the slots of a lane were used for: seconds at work, and seconds idle by cause.</summary>
internal sealed class SlotLedger(TimeSpan since)
{
    private readonly double[] _idle = new double[Enum.GetValues<IdleCause>().Length];
    private TimeSpan _at = since;

    /// <summary>Since when it is kept.</summary>
    public TimeSpan Since { get; } = since;

    /// <summary>Slot-seconds that could have been used.</summary>
    public double Offered { get; private set; }

    /// <summary>The most slots there ever were.</summary>
    public int Most { get; private set; } = 1;

    /// <summary>Slot-seconds idle, by cause.</summary>
    public IReadOnlyList<double> Idle => _idle;

    /// <summary>Slot-seconds idle since the last call began, with nothing left to do while others work.</summary>
    public double Uneven { get; private set; }

    /// <summary>Slot-seconds of calls that were not answered.</summary>
    public double Wasted { get; set; }

    /// <summary>The number turns out to be another: what was counted by the assumed one says nothing.</summary>
    public void Restart()
    {
        (Offered, Most, Wasted, Uneven) = (0, 1, 0, 0);
        Array.Clear(_idle);
    }

    /// <summary>A call begins: there was something left to do.</summary>
    public void Take()
    {
        _idle[(int)IdleCause.NoWork] += Uneven;
        Uneven = 0;
    }

    /// <summary>Counts the time since the last change.</summary>
    public void Evolve(int slots, int inFlight, IdleCause cause, TimeSpan now)
    {
        if (now > _at && slots != int.MaxValue)
        {
            var passed = (now - _at).TotalSeconds;
            Offered += slots * passed;
            Most = Math.Max(Most, slots);
            var idle = Math.Max(0, slots - inFlight) * passed;
            if (cause == IdleCause.NoWork && inFlight > 0)
            {
                Uneven += idle;
            }
            else
            {
                _idle[(int)cause] += idle;
            }
        }

        _at = now > _at ? now : _at;
    }
}
