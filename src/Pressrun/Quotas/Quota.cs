using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>
/// The state of one lane, or of one stage's own limits: buckets, slots, and whether it is parked or stopped.
/// </summary>
internal sealed class Quota
{
    private static readonly TimeSpan SlotProbeFirst = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SlotProbeMax = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ParkFirst = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ParkMax = TimeSpan.FromHours(4);
    private static readonly TimeSpan OverloadMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BreakerFirst = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BreakerMax = TimeSpan.FromMinutes(10);
    private const int BreakerAfter = 5;

    private readonly int _slotsGiven;
    private TimeSpan _slotProbe = SlotProbeFirst;
    private TimeSpan _slotProbeAt = TimeSpan.MaxValue;
    private TimeSpan _slotLoweredAt = TimeSpan.MinValue;
    private TimeSpan _park = ParkFirst;
    private TimeSpan _overload = TimeSpan.FromSeconds(1);
    private TimeSpan _breaker = BreakerFirst;
    private int _overloads;
    private bool _isOnTrial;
    private bool _isTrialOut;

    public Quota(string name, IReadOnlyList<Limit> limits, TimeSpan now)
    {
        Name = name;
        Buckets = [.. limits.Where(limit => limit.Unit != Unit.Slots).Select(limit => new Bucket(limit, now))];
        _slotsGiven = limits.Where(limit => limit.Unit == Unit.Slots).Select(limit => (int)limit.Amount)
            .DefaultIfEmpty(int.MaxValue).Min();
        Slots = _slotsGiven;
    }

    public string Name { get; }

    public Bucket[] Buckets { get; }

    /// <summary>How many calls may be in flight; lowered by refusals, raised again carefully.</summary>
    public int Slots { get; private set; }

    public int InFlight { get; private set; }

    /// <summary>Until when nothing is admitted, whatever the buckets say.</summary>
    public TimeSpan ParkedUntil { get; private set; } = TimeSpan.MinValue;

    /// <summary>Why it is parked, in a user's words.</summary>
    public string ParkedFor { get; private set; } = "";

    /// <summary>Why it waits for a person; null while it does not.</summary>
    public string? Stopped { get; private set; }

    /// <summary>The share of the scarcest limit that is taken, from 0 to 1.</summary>
    public double Used(TimeSpan now)
    {
        var used = Slots == int.MaxValue ? 0 : (double)InFlight / Slots;
        foreach (var (limit, level) in Levels(now))
        {
            used = Math.Max(used, 1 - (level / limit.Capacity));
        }

        return Math.Clamp(used, 0, 1);
    }

    /// <summary>When a lowered number of slots is tried one higher; never if it is not lowered.</summary>
    public TimeSpan SlotProbeAt => _isOnTrial ? TimeSpan.MaxValue : _slotProbeAt;

    /// <summary>Seconds until all buckets hold the call, and the limit that binds; 0 or less if it fits now.</summary>
    public double WaitSeconds(Demand demand, TimeSpan now, out Limit? binding)
    {
        var (longest, limit) = (0.0, (Limit?)null);
        foreach (var bucket in Buckets)
        {
            bucket.Evolve(now);
            var wait = bucket.WaitSeconds(bucket.CostOf(demand), now);
            if (wait > longest)
            {
                (longest, limit) = (wait, bucket.Limit);
            }
        }

        binding = limit;
        return longest;
    }

    /// <summary>Whether a slot is free; a lowered number is raised by one when its time has come.</summary>
    public bool HasSlot(TimeSpan now)
    {
        if (now >= _slotProbeAt && InFlight >= Slots)
        {
            Slots++;
            _slotProbeAt = Slots >= _slotsGiven ? TimeSpan.MaxValue : now + _slotProbe;
        }

        // After a long wait one call finds out for all.
        return _isOnTrial ? !_isTrialOut : InFlight < Slots;
    }

    /// <summary>Takes a slot and every bucket's share.</summary>
    public Mark[] Take(Demand demand, TimeSpan now)
    {
        InFlight++;
        _isTrialOut = _isOnTrial;
        if (Buckets.Length == 0)
        {
            return [];
        }

        var marks = new Mark[Buckets.Length];
        for (var index = 0; index < marks.Length; index++)
        {
            marks[index] = Buckets[index].Take(Buckets[index].CostOf(demand), now);
        }

        return marks;
    }

    /// <summary>Undoes a <see cref="Take"/> of which nothing reached the provider.</summary>
    public void Cancel(Mark[] marks, TimeSpan now)
    {
        Free();
        for (var index = 0; index < marks.Length; index++)
        {
            Buckets[index].Undo(marks[index], now);
        }
    }

    /// <summary>Its first byte leaves.</summary>
    public void Leave(Mark[] marks, TimeSpan now)
    {
        for (var index = 0; index < marks.Length; index++)
        {
            marks[index] = Buckets[index].Leave(marks[index], now);
        }
    }

    /// <summary>Settles what a finished call really used.</summary>
    public void Settle(Mark[] marks, Demand demand, Usage usage, TimeSpan admittedAt, TimeSpan now)
    {
        Free();
        for (var index = 0; index < marks.Length; index++)
        {
            Buckets[index].Evolve(now);
            Buckets[index].Give(marks[index].Cost - Buckets[index].ChargeOf(demand, usage));
        }

        if (admittedAt < ParkedUntil)
        {
            // Sent before the lane was parked: it says nothing of what came after.
            return;
        }

        _isOnTrial = false;
        _overloads = 0;
        _overload = TimeSpan.FromSeconds(1);
        _breaker = BreakerFirst;
        _park = ParkFirst;
    }

    /// <summary>Frees the slot and refunds nothing: the provider may have charged everything.</summary>
    public void Free()
    {
        InFlight--;
        _isTrialOut = false;
        if (InFlight < 0)
        {
            throw new InvalidOperationException($"More calls ended on {Name} than were admitted.");
        }
    }

    /// <summary>Frees the slot of a refused call: tokens and characters come back, the request does not.</summary>
    public void FreeRefused(Mark[] marks, TimeSpan now)
    {
        Free();
        for (var index = 0; index < marks.Length; index++)
        {
            Buckets[index].Evolve(now);
            if (Buckets[index].Limit.Unit != Unit.Requests)
            {
                Buckets[index].Give(marks[index].Cost);
            }
        }
    }

    /// <summary>
    /// A rate limit refused: the bucket it names, or the one nearest to its capacity, takes the measurement.
    /// </summary>
    public void CorrectRate(Lease lease, Outcome.Refused refusal, TimeSpan now)
    {
        var bound = -1;
        for (var index = 0; index < lease.Marks.Length; index++)
        {
            var isNamed = refusal.Unit is null || Buckets[index].Limit.Unit == refusal.Unit;
            if (isNamed && (bound < 0 || Share(index) > Share(bound)))
            {
                bound = index;
            }
        }

        if (bound >= 0)
        {
            Buckets[bound].Correct(lease.Marks[bound], refusal.RetryAfter, lease.SentAt, now);
            return;
        }

        Park(now + (refusal.RetryAfter ?? TimeSpan.FromSeconds(1)), "a limit it did not name");

        double Share(int index) => lease.Marks[index].Cost / Buckets[index].Capacity;
    }

    /// <summary>Too many at the same time: no more than were in flight beside the refused one.</summary>
    public void LowerSlots(TimeSpan sentAt, TimeSpan now)
    {
        if (sentAt > _slotLoweredAt && _slotLoweredAt != TimeSpan.MinValue)
        {
            _slotProbe = TimeSpan.FromTicks(Math.Min(_slotProbe.Ticks * 4, SlotProbeMax.Ticks));
        }

        Slots = Math.Max(1, Math.Min(Slots, InFlight));
        _slotLoweredAt = now;
        // What a limit names is never exceeded, so there is nothing to find out above it.
        _slotProbeAt = Slots < _slotsGiven ? now + _slotProbe : TimeSpan.MaxValue;
    }

    /// <summary>
    /// A limit that has room only much later: parked until then, but tried after 15 minutes, 30, … 4 hours, because
    /// providers have named absurd times.
    /// </summary>
    public void ParkLong(TimeSpan? retryAfter, TimeSpan now)
    {
        var wait = retryAfter is { } named && named < _park ? named : _park;
        _park = TimeSpan.FromTicks(Math.Min(_park.Ticks * 2, ParkMax.Ticks));
        _isOnTrial = true;
        Park(now + wait, "its long limit");
    }

    /// <summary>
    /// The provider is overloaded: decorrelated jitter between 1 and 60 seconds; after five in a row nothing is sent
    /// for 30 seconds, then 60, up to 10 minutes.
    /// </summary>
    public void ParkOverloaded(TimeSpan? retryAfter, Random jitter, TimeSpan now)
    {
        _overloads++;
        TimeSpan wait;
        if (_overloads >= BreakerAfter)
        {
            _overloads = 0;
            _isOnTrial = true;
            wait = _breaker;
            _breaker = TimeSpan.FromTicks(Math.Min(_breaker.Ticks * 2, BreakerMax.Ticks));
        }
        else
        {
            var most = Math.Min(OverloadMax.TotalSeconds, 3 * _overload.TotalSeconds);
            _overload = wait = TimeSpan.FromSeconds(1 + (jitter.NextDouble() * (most - 1)));
        }

        var named = retryAfter < BreakerMax ? retryAfter.Value : retryAfter is null ? TimeSpan.Zero : BreakerMax;
        Park(now + (named > wait ? named : wait), "an overloaded provider");
    }

    /// <summary>Stops until a person acts: no money, or a key that is refused.</summary>
    public void Stop(string cause) => Stopped ??= cause;

    public IEnumerable<(Limit Limit, double Level)> Levels(TimeSpan now)
    {
        foreach (var bucket in Buckets)
        {
            bucket.Evolve(now);
            yield return (bucket.Limit, bucket.Level);
        }
    }

    private void Park(TimeSpan until, string cause)
    {
        if (until > ParkedUntil)
        {
            (ParkedUntil, ParkedFor) = (until, cause);
        }
    }
}
