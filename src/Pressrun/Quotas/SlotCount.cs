using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>
/// How many calls may be in flight: given, told by headers, or found out. Lowered by refusals, raised again carefully.
/// </summary>
internal sealed class SlotCount
{
    private const int First = 16;
    private const int Growth = 2;
    private static readonly TimeSpan ProbeFirst = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ProbeMax = TimeSpan.FromMinutes(15);

    private readonly int _ceiling;
    private bool _isGrowing;
    private TimeSpan _probe = ProbeFirst;
    private TimeSpan _loweredAt = TimeSpan.MinValue;
    private (int For, string Words) _words = (0, "");

    /// <param name="limits">All limits of the lane; those on slots count.</param>
    public SlotCount(IReadOnlyList<Limit> limits)
    {
        var slots = limits.Where(limit => limit.Unit == Unit.Slots).ToList();
        _isGrowing = slots.Count > 0 && slots.TrueForAll(limit => !limit.IsKnown);
        _ceiling = Least(slots.Where(limit => limit.IsCeiling));
        Given = Least(slots.Where(limit => limit.IsKnown));
        Max = _isGrowing ? First : Given;
        Assumed = Given;

        static int Least(IEnumerable<Limit> some) =>
            some.Select(limit => (int)limit.Amount).DefaultIfEmpty(int.MaxValue).Min();
    }

    /// <summary>How many calls may be in flight.</summary>
    public int Max { get; private set; }

    /// <summary>How many the provider or the user says may be; the largest number if nobody does.</summary>
    public int Given { get; private set; }

    /// <summary>The same before any reply.</summary>
    public int Assumed { get; }

    /// <summary>When a lowered number is tried one higher; never if it is not lowered.</summary>
    public TimeSpan ProbeAt { get; private set; } = TimeSpan.MaxValue;

    /// <summary>What a call that waits for a slot is told.</summary>
    public string Words(string owner) => _words.For == Max ? _words.Words
        : (_words = (Max, $"{owner}, {Max} at once")).Words;

    /// <summary>Whether there is room beside these; a lowered number is raised by one when its time has come.</summary>
    public bool HasRoom(int inFlight, TimeSpan now)
    {
        if (now >= ProbeAt && inFlight >= Max)
        {
            Max++;
            ProbeAt = Max >= Given ? TimeSpan.MaxValue : now + _probe;
        }

        return inFlight < Max;
    }

    /// <summary>Too many at the same time: no more than were in flight beside the refused one.</summary>
    public void Lower(int inFlight, TimeSpan sentAt, TimeSpan now)
    {
        if (sentAt > _loweredAt && _loweredAt != TimeSpan.MinValue)
        {
            _probe = TimeSpan.FromTicks(Math.Min(_probe.Ticks * 4, ProbeMax.Ticks));
        }

        Max = Math.Max(1, Math.Min(Max, inFlight));
        (_isGrowing, _loweredAt) = (false, now);
        // What a limit names is never exceeded, so there is nothing to find out above it.
        ProbeAt = Max < Given ? now + _probe : TimeSpan.MaxValue;
    }

    /// <summary>A call succeeded.</summary>
    /// <param name="reading">What its headers say; null where the lane's profile names none.</param>
    /// <param name="wasFull">Whether as many as may be were in flight.</param>
    /// <param name="sentAt">When it was sent.</param>
    public void Learn(QuotaReading? reading, bool wasFull, TimeSpan sentAt)
    {
        if (reading?.SlotsMax is { } most)
        {
            (_isGrowing, Given) = (false, Math.Min(_ceiling, most));
            if (sentAt > _loweredAt)
            {
                (Max, ProbeAt) = (Given, TimeSpan.MaxValue);
            }
        }
        else if (_isGrowing && reading is { IsEmpty: false })
        {
            // Headers name other limits and not this one: there is none.
            (_isGrowing, Max) = (false, _ceiling);
        }
        else if (_isGrowing && wasFull)
        {
            Max = Math.Min(_ceiling, Max + Growth);
        }
    }

    /// <summary>Takes up the number a snapshot shows.</summary>
    public void Restore(int max)
    {
        Max = Math.Min(_ceiling, max);
        _isGrowing &= max < int.MaxValue;
        ProbeAt = Max < Given ? ProbeFirst : TimeSpan.MaxValue;
    }
}
