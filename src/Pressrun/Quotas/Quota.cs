using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>
/// The state of one lane, of what holds over several, or of one stage's own limits: buckets, slots, and whether it is
/// parked or stopped.
/// </summary>
internal sealed class Quota
{
    // A reply that reports more than that many times what was estimated is not believed: it would block the lane.
    private const double ChargeMost = 10;

    private readonly int[] _places;
    private readonly SlotCount _slots;
    private readonly Parking _parking = new();
    private readonly Refusals _refusals;
    private Lease? _trial;

    /// <param name="name">The lane's name, or the stage's.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="isOwn">Whether we alone enforce them: those of a stage, or over several lanes.</param>
    /// <param name="now">The loop's time.</param>
    /// <param name="title">Whose limits these are, in a user's words; null for the name.</param>
    public Quota(string name, IReadOnlyList<Limit> limits, bool isOwn, TimeSpan now, string? title = null)
    {
        (Name, IsOwn, Title) = (name, isOwn, title ?? name);
        Buckets = [.. limits.Where(limit => limit.Unit != Unit.Slots).Select(
            limit => new Bucket(limit, isOwn, now) { Words = $"{Title}, {limit}" })];
        _places = [.. limits.Select((limit, place) => (limit, place)).Where(one => one.limit.Unit != Unit.Slots)
            .Select(one => one.place)];
        _slots = new(limits);
        (Ledger, _refusals) = (new(now), new(this, _places, _slots, _parking));
    }

    public string Name { get; }

    /// <summary>Whether we alone enforce them: those of a stage, or over several lanes.</summary>
    public bool IsOwn { get; }

    /// <summary>Whose limits these are, in a user's words.</summary>
    public string Title { get; }

    /// <summary>What a call that waits for a slot is told.</summary>
    public string SlotWords => _slots.Words(Title);

    public Bucket[] Buckets { get; }

    /// <summary>How many calls may be in flight.</summary>
    public int Slots => _slots.Max;

    /// <summary>How many the provider or the user says may be; the largest number if nobody does.</summary>
    public int SlotsGiven => _slots.Given;

    /// <summary>The same before any reply.</summary>
    public int SlotsAssumed => _slots.Assumed;

    public int InFlight { get; private set; }

    /// <summary>What its time went to.</summary>
    public LaneLedger Ledger { get; }

    /// <summary>Whether something has left that a call waited for.</summary>
    public bool NeedsLook { get; set; }

    /// <summary>
    /// Whether it is out, so that a call with somewhere else to go goes there: stopped, or waiting for one call to find
    /// out whether it is back. A limit of a minute never is such a reason.
    /// </summary>
    public bool IsOut(TimeSpan now) =>
        Stopped is not null || (_parking.IsOnTrial && (now < ParkedUntil || _trial is not null));

    /// <summary>Until when nothing is admitted, whatever the buckets say.</summary>
    public TimeSpan ParkedUntil => _parking.Until;

    /// <summary>Why it is parked, in a user's words.</summary>
    public string ParkedFor => _parking.Cause;

    /// <summary>Why it waits for a person; null while it does not.</summary>
    public string? Stopped { get; private set; }

    /// <summary>The share of the scarcest limit that is taken, from 0 to 1.</summary>
    public double Used(TimeSpan now) => Math.Clamp(
        Buckets.Select(bucket => bucket.Used(now)).Append(Slots == int.MaxValue ? 0 : (double)InFlight / Slots).Max(),
        0, 1);

    /// <summary>When a lowered number of slots is tried one higher; never if it is not lowered.</summary>
    public TimeSpan SlotProbeAt => _parking.IsOnTrial ? TimeSpan.MaxValue : _slots.ProbeAt;

    /// <summary>The estimators of its stages, those that have asked.</summary>
    public List<(string Stage, Estimator Estimator)> Estimators { get; } = [];

    /// <summary>Takes up what a snapshot shows was learned, but for the levels; null leaves it assumed.</summary>
    public void Restore(LaneSnapshot? snapshot)
    {
        foreach (var bucket in Buckets)
        {
            if (snapshot?.Of(bucket.Limit) is { } saved)
            {
                bucket.Learn(saved);
            }
        }

        if (snapshot?.Slots is { } slots && (snapshot.SlotsAssumed ?? SlotsAssumed) == SlotsAssumed)
        {
            _slots.Restore(slots);
        }
    }

    /// <summary>Seconds until all buckets hold the call, and the bucket that binds; 0 or less if it fits now.</summary>
    public double WaitSeconds(Demand demand, Estimator estimator, TimeSpan now, out Bucket? binding)
    {
        var longest = 0.0;
        binding = null;
        foreach (var bucket in Buckets)
        {
            bucket.Evolve(now);
            var spread = IsOwn ? 0 : Charging.SpreadOf(bucket.Limit, Estimators);
            var wait = bucket.WaitSeconds(Charging.CostOf(bucket.Limit, demand, estimator).Cost, spread, now);
            if (wait > longest)
            {
                (longest, binding) = (wait, bucket);
            }
        }

        return longest;
    }

    /// <summary>Whether a slot is free; a lowered number is raised by one when its time has come.</summary>
    public bool HasSlot(TimeSpan now) =>
        // After a long wait one call finds out for all.
        _parking.IsOnTrial ? _trial is null : _slots.HasRoom(InFlight, now);

    /// <summary>Brings its books up to now.</summary>
    public void Look(TimeSpan now)
    {
        Ledger.Evolve(Slots, InFlight, now);
        foreach (var bucket in Buckets)
        {
            bucket.Evolve(now);
        }
    }

    /// <summary>From now on nothing more is sent for this cause.</summary>
    public void Rest(IdleCause cause, Bucket? binding, TimeSpan now)
    {
        Ledger.Evolve(Slots, InFlight, now);
        Ledger.Rest(cause, binding?.Words ?? (cause == IdleCause.Slots ? SlotWords : null));
        foreach (var bucket in Buckets)
        {
            bucket.Evolve(now);
            bucket.Idle = ReferenceEquals(bucket, binding) ? IdleCause.Spacing : cause;
        }
    }

    /// <summary>Takes a slot and every bucket's share.</summary>
    public Mark[] Take(Demand demand, Estimator estimator, TimeSpan now)
    {
        Ledger.Evolve(Slots, InFlight, now);
        Ledger.Slots.Take();
        InFlight++;
        Mark[] marks = Buckets.Length == 0 ? [] : new Mark[Buckets.Length];
        for (var index = 0; index < marks.Length; index++)
        {
            var (cost, output) = Charging.CostOf(Buckets[index].Limit, demand, estimator);
            marks[index] = Buckets[index].Take(cost, output, now);
        }

        return marks;
    }

    /// <summary>A call is admitted: after a long wait it is the one that finds out.</summary>
    public void Admit(Lease lease) => _trial = _parking.IsOnTrial ? lease : _trial;

    /// <summary>An admitted call has ended, however.</summary>
    public void End(Lease lease) => _trial = ReferenceEquals(_trial, lease) ? null : _trial;

    /// <summary>Undoes a <see cref="Take"/> of which nothing reached the provider.</summary>
    public void Cancel(Mark[] marks, TimeSpan now)
    {
        Free(now);
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
            NeedsLook |= Buckets[index].Leave(marks[index], now);
        }
    }

    /// <summary>Settles what a finished call really used, and takes over what its headers say.</summary>
    public void Settle(Lease lease, Mark[] marks, Usage usage, QuotaReading? reading, TimeSpan now)
    {
        var wasFull = InFlight >= Slots;
        Free(now);
        for (var index = 0; index < marks.Length; index++)
        {
            var (bucket, mark) = (Buckets[index], marks[index]);
            bucket.Evolve(now);
            bucket.Land(mark);
            Observe(lease, index, mark, reading, now);
            var charge = Math.Min(Charging.ChargeOf(bucket.Limit, lease.Demand, usage, mark.Cost),
                Math.Max(ChargeMost * mark.Cost, bucket.Capacity));
            bucket.Ledger.Useful += charge;
            bucket.Ledger.Over = Math.Max(bucket.Ledger.Over, charge - bucket.Capacity);
            bucket.Give(mark, mark.Cost - charge, now);
            if (!IsOwn)
            {
                lease.Queue.Served.Charged[index] += charge;
                lease.Queue.Served.Late[index] += Charging.LateOf(bucket.Limit, usage);
            }
        }

        var given = SlotsGiven;
        _slots.Learn(reading, wasFull, lease.SentAt);
        if (SlotsGiven != given)
        {
            Ledger.Slots.Restart();
        }

        _parking.Succeed(lease.AdmittedAt);
    }

    private void Free(TimeSpan now)
    {
        Ledger.Evolve(Slots, InFlight, now);
        InFlight--;
        if (InFlight < 0)
        {
            throw new InvalidOperationException($"More calls ended on {Name} than were admitted.");
        }
    }

    /// <summary>
    /// The call ended without an account of what it used, or without being heard of again: its slot is free, its quota
    /// stays taken, since the provider may have charged everything.
    /// </summary>
    public void Lose(Lease lease, Mark[] marks, TimeSpan now)
    {
        Free(now);
        Ledger.Slots.Wasted += (now - lease.SentAt).TotalSeconds;
        for (var index = 0; index < marks.Length; index++)
        {
            Buckets[index].Land(marks[index]);
            Buckets[index].Ledger.Wasted += marks[index].Cost;
        }
    }

    /// <summary>Frees the slot of a refused call: tokens and characters come back, the request does not.</summary>
    public void FreeRefused(Mark[] marks, QuotaReading? reading, TimeSpan now)
    {
        Free(now);
        for (var index = 0; index < marks.Length; index++)
        {
            Buckets[index].Evolve(now);
            Buckets[index].Land(marks[index]);
            if (reading?.Of(_places[index]) is { } told)
            {
                Buckets[index].Learning?.ObserveRefused(marks[index], told, now);
            }

            if (Buckets[index].Limit.Unit == Unit.Requests)
            {
                Buckets[index].Ledger.Refused += marks[index].Cost;
            }
            else
            {
                Buckets[index].Decline(marks[index], now);
                Buckets[index].Give(marks[index], marks[index].Cost, now);
            }
        }
    }

    /// <summary>The provider declined a call: frees what it held, and learns by the class of the refusal.</summary>
    public void Refuse(
        Lease lease, Outcome.Refused refusal, QuotaReading? reading, Random jitter, TimeSpan now)
    {
        FreeRefused(lease.Marks, reading, now);
        _refusals.Take(lease, refusal, reading, jitter, now);
    }

    /// <summary>Why a call is larger than a limit that is never exceeded; null if it is not.</summary>
    public string? Exceed(Demand demand, Estimator estimator)
    {
        foreach (var bucket in Buckets)
        {
            if (bucket.Exceed(Charging.CostOf(bucket.Limit, demand, estimator).Cost) is { } why)
            {
                return $"{bucket.Words}: {why}";
            }
        }

        return null;
    }

    /// <summary>
    /// Why a refused call can never be admitted: it went alone, with the limit full, and asks for more than the limit
    /// ever holds. Null if it may go again.
    /// </summary>
    public string? Oversize(Lease lease, Outcome.Refused refusal) => _refusals.Oversize(lease, refusal);

    /// <summary>A call failed for a passing reason, or was not heard of again.</summary>
    public void Fault(Lease lease, TimeSpan now) => _parking.Fault(lease.AdmittedAt, Name, now);

    /// <summary>Stops until a person acts: no money, or a key that is refused.</summary>
    public void Stop(string cause) => Stopped ??= cause;

    /// <summary>Nothing has come back yet: of every burst only what the first call needs is spent.</summary>
    public void Begin(Demand first, Estimator estimator)
    {
        foreach (var bucket in Buckets)
        {
            bucket.Begin(Charging.CostOf(bucket.Limit, first, estimator).Cost);
        }
    }

    private void Observe(Lease lease, int index, Mark mark, QuotaReading? reading, TimeSpan now)
    {
        if (IsOwn)
        {
            return;
        }

        var bucket = Buckets[index];
        if (reading?.Of(_places[index]) is { } told)
        {
            var output = bucket.Limit.Charge == Charge.Actual
                ? lease.Estimator.Output(lease.Demand) * bucket.Limit.OutputWeight
                : 0;
            bucket.Learning!.Observe(mark, told, output, now);
        }
        else if (reading is { IsEmpty: false } && bucket.IsProvisional)
        {
            bucket.Drop();
        }
        else
        {
            bucket.Learning!.Pass(now);
        }
    }
}
