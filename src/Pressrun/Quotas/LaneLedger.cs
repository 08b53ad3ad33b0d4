namespace Pressrun.Quotas;

/// <summary>What a lane's time went to: its slots by cause, and what its calls waited for, hour by hour.</summary>
/// <param name="since">When it begins.</param>
internal sealed class LaneLedger(TimeSpan since)
{
    private IdleCause _cause;
    private string? _waitsFor;

    /// <summary>What its slots were used for.</summary>
    public SlotLedger Slots { get; } = new(since);

    /// <summary>What its calls waited for.</summary>
    public Hours Hours { get; } = new(since);

    /// <summary>When a call was last under way; the least time if none ever was.</summary>
    public TimeSpan BusyAt { get; private set; } = TimeSpan.MinValue;

    /// <summary>Counts the time since the last change.</summary>
    public void Evolve(int slots, int inFlight, TimeSpan now)
    {
        BusyAt = inFlight > 0 ? now : BusyAt;
        Slots.Evolve(slots, inFlight, _cause, now);
        Hours.Evolve(_waitsFor, now);
    }

    /// <summary>From now on nothing more is sent for this cause, or for the limit in these words.</summary>
    public void Rest(IdleCause cause, string? waitsFor) => (_cause, _waitsFor) = (cause, waitsFor);
}
