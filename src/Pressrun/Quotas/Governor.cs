using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Quotas;

/// <summary>
/// Decides which waiting call may go now: slots, quotas and money are looked at together and reserved all or nothing,
/// in one synchronous step. Does no I/O, starts no timer, reads no clock: <c>now</c> is an argument. Used on the loop
/// only.
/// </summary>
internal sealed class Governor
{
    /// <summary>
    /// How long an admission may wait for its intent to be durable: half of J, the other half is the network's.
    /// </summary>
    public static readonly TimeSpan LeaseLife = TimeSpan.FromSeconds(Bucket.JitterSeconds / 2);

    private const string ForItemMoney = "the item's budget";

    private readonly IReadOnlyList<LaneQueues> _lanes;
    private readonly HashSet<Lease> _waitingForMoney = [];
    private readonly Funds _funds;
    private readonly Random _jitter;
    private readonly Action<Lease> _stepAside;
    private bool _isClosed;

    /// <param name="stages">Stages in order, with their own limits.</param>
    /// <param name="funds">The run's money, and the day's.</param>
    /// <param name="jitter">Chance for backing off from an overloaded provider.</param>
    /// <param name="now">The loop's time.</param>
    public Governor(IReadOnlyList<Stage> stages, Funds funds, Random jitter, TimeSpan now)
    {
        (_funds, _jitter, _stepAside) = (funds, jitter, StepAside);
        Roster = new(stages, now);
        _lanes = Roster.Lanes;
    }

    /// <summary>The most calls in flight over all lanes. <value>No limit.</value></summary>
    public int CallsMax { get; init; } = int.MaxValue;

    /// <summary>Calls admitted and not ended.</summary>
    public int InFlight { get; private set; }

    /// <summary>Calls that wait, for whatever reason.</summary>
    public int Waiting => _lanes.Sum(lane => lane.Waiting) + _waitingForMoney.Count;

    /// <summary>The run's money.</summary>
    public Purse Purse => _funds.Run;

    /// <summary>Whether admission is held: nothing goes until it is let go again.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Lanes in order of their first call.</summary>
    public IEnumerable<Quota> Lanes => _lanes.Select(lane => lane.Quota);

    /// <summary>Told of each answered call and the seconds it took.</summary>
    public Action<Call, double>? Answered { get; set; }

    /// <summary>The lanes and stages, with what is known of them.</summary>
    public Roster Roster { get; }

    /// <summary>Why a call is larger than a limit that is never exceeded; null if it is not.</summary>
    public string? Exceed(Lease lease, TimeSpan now, long wallMicros) =>
        Roster.QueueOf(Roster.LaneOf(lease, now, wallMicros), lease.Call.Stage).Exceed(lease.Demand);

    /// <summary>Puts a call into its queue; one that is offered again keeps its age and its rank.</summary>
    public void Offer(Lease lease, TimeSpan now, long wallMicros)
    {
        var lane = Roster.LaneOf(lease, now, wallMicros);
        var queue = Roster.QueueOf(lane, lease.Call.Stage);
        (lease.Quota, lease.Queue) = (lane.Quota, queue);
        if (lease.Since == TimeSpan.MinValue)
        {
            lease.Since = now;
        }

        queue.Add(lease);
        lane.IsDirty = true;
    }

    /// <summary>
    /// Admits everything that fits now, best first, and returns when something may fit without another event; null if
    /// only an event can help.
    /// </summary>
    public TimeSpan? Pump(TimeSpan now, List<Lease> admitted)
    {
        if (IsHeld || _isClosed)
        {
            Roster.Hold(now);
            return null;
        }

        var wakeAt = TimeSpan.MaxValue;
        Roster.Shared.Gather(_lanes, now);
        foreach (var lane in LaneQueues.InTurn(_lanes, CallsMax < int.MaxValue || Roster.HasShared, now))
        {
            if (lane.IsDue(now))
            {
                lane.IsDirty = lane.Quota.NeedsLook = false;
                lane.WakeAt = PumpLane(lane, now, admitted);
            }

            wakeAt = lane.WakeAt < wakeAt ? lane.WakeAt : wakeAt;
        }

        Roster.Rest(now);
        return wakeAt == TimeSpan.MaxValue ? null : wakeAt;
    }

    /// <summary>
    /// The admission expired before it was used: everything goes back but the money, since its intent is durable. Offer
    /// it again.
    /// </summary>
    public void Expire(Lease lease, TimeSpan now)
    {
        Leave(lease, LeaseState.Idle);
        lease.Quota.Cancel(lease.Marks, now);
        lease.EachOwn((quota, marks) => quota.Cancel(marks, now));
    }

    /// <summary>The call will not be sent after all.</summary>
    public void Cancel(Lease lease, TimeSpan now)
    {
        Expire(lease, now);
        Settle(lease, Money.Zero);
    }

    /// <summary>The call was carried out: settles what it used, but for its money.</summary>
    public void Reply(Lease lease, Usage usage, QuotaReading? reading, TimeSpan now)
    {
        Leave(lease, LeaseState.Ended);
        lease.Quota.Settle(lease, lease.Marks, usage, reading, now);
        lease.EachOwn((quota, marks) => quota.Settle(lease, marks, usage, reading: null, now));
        lease.Estimator.Learn(lease.Demand, usage);
        lease.Queue.Served.Add((now - lease.SentAt).TotalSeconds);
        Answered?.Invoke(lease.Call, (now - lease.SentAt).TotalSeconds);
    }

    /// <summary>
    /// The call ended without an account of what it used, or without being heard of again: its slot is free, its quota
    /// stays taken.
    /// </summary>
    /// <param name="lease">The call.</param>
    /// <param name="now">The loop's time.</param>
    /// <param name="isFault">Whether it failed for a passing reason: several in a row and the lane is out.</param>
    public void Free(Lease lease, TimeSpan now, bool isFault = false)
    {
        Leave(lease, LeaseState.Ended);
        lease.Quota.Lose(lease, lease.Marks, now);
        lease.EachOwn((quota, marks) => quota.Lose(lease, marks, now));
        if (isFault)
        {
            lease.Quota.Fault(lease, now);
        }
    }

    /// <summary>The call is not heard of any more: it is freed, and booked at its worst case on its day.</summary>
    public void Lose(Lease lease, TimeSpan now, bool isFault = false)
    {
        Free(lease, now, isFault);
        lease.IsLost = true;
        _funds.Lose(lease.Demand.WorstCase, lease.Day);
    }

    /// <summary>
    /// What a call cost is durable: releases the rest of its worst case. Not before, or the next call's intent could
    /// stand in the journal while this one's worst case still does. Returns whether a waiting call may fit now.
    /// </summary>
    public bool Settle(Lease lease, Money cost)
    {
        lease.HasMoney = false;
        if (lease.IsLost)
        {
            _funds.Find(lease.Demand.WorstCase, cost, lease.Day);
        }
        else
        {
            _funds.Settle(lease.Demand.WorstCase, cost);
        }

        lease.Purse.Settle(lease.Demand.WorstCase, cost);
        Return(lease.Purse);
        if (!_funds.IsLimited && lease.Purse.Limit is null)
        {
            return false;
        }

        MarkAll();
        return true;
    }

    private void Return(Purse item)
    {
        foreach (var waiting in item.TakeWaiting())
        {
            _waitingForMoney.Remove(waiting);
            Roster.QueueOf(Roster.Known(waiting.Lane), waiting.Call.Stage).Add(waiting);
        }
    }

    /// <summary>The provider declined for a limit; the lane learns from it.</summary>
    public void Refuse(Lease lease, Outcome.Refused refusal, QuotaReading? reading, TimeSpan now)
    {
        Leave(lease, LeaseState.Ended);
        lease.Quota.Refuse(lease, refusal, reading, _jitter, now);
        lease.EachOwn((quota, marks) => quota.FreeRefused(marks, reading: null, now));
    }

    /// <summary>
    /// A call that an earlier process left unknown was found out about: releases its worst case, which stands in the
    /// purses since the run began.
    /// </summary>
    /// <param name="item">The item's money.</param>
    /// <param name="worst">The call's worst case.</param>
    /// <param name="cost">What it cost.</param>
    /// <param name="isToday">Whether it was admitted today, by UTC.</param>
    public void SettleFound(Purse item, Money worst, Money cost, bool isToday)
    {
        _funds.Find(worst, cost, isToday ? _funds.Today : null);
        item.Settle(worst, cost);
        Return(item);
    }

    /// <summary>A key was refused, or a model is gone: the lane waits for a person.</summary>
    public void Stop(Lease lease, string cause)
    {
        lease.Quota.Stop(cause);
        MarkAll();
    }

    /// <summary>Holds admission, or lets it go on.</summary>
    public void Hold(bool isHeld)
    {
        IsHeld = isHeld;
        MarkAll();
    }

    /// <summary>Admits nothing any more, and returns every call that waits.</summary>
    public IReadOnlyList<Lease> Close()
    {
        _isClosed = true;
        return WaitingCalls().ToList();
    }

    /// <summary>Why nothing can go on without a person, or null if something still can.</summary>
    public Standstill? Blocked()
    {
        if (InFlight > 0 || IsHeld || Waiting == 0 || _lanes.Any(lane => lane.WakeAt != TimeSpan.MaxValue))
        {
            return null;
        }

        return Standstill.Find(_lanes)
            ?? (WaitingCalls().FirstOrDefault(lease => lease.Cause is ForItemMoney || Funds.IsMoney(lease.Cause))
                is { } poor ? Standstill.OfMoney(poor, poor.Cause is ForItemMoney ? poor.Purse : _funds.Run) : null);
    }

    /// <summary>Every call that waits.</summary>
    public IEnumerable<Lease> WaitingCalls() =>
        _lanes.SelectMany(lane => lane.Queues).SelectMany(queue => queue.All()).Concat(_waitingForMoney);

    /// <summary>Looks at every lane again, after a budget was raised or a lane was freed.</summary>
    public void MarkAll()
    {
        foreach (var lane in _lanes)
        {
            lane.IsDirty = true;
        }
    }

    private TimeSpan PumpLane(LaneQueues lane, TimeSpan now, List<Lease> admitted)
    {
        var (wakeAt, cause) = AdmitOn(lane, now, admitted, out var binding);
        lane.Rest(cause, binding, now);
        return wakeAt;
    }

    private (TimeSpan WakeAt, IdleCause Cause) AdmitOn(
        LaneQueues lane, TimeSpan now, List<Lease> admitted, out Bucket? binding)
    {
        binding = null;
        var quota = lane.Quota;
        if (quota.IsOut(now))
        {
            lane.Divert(elsewhere => Roster.IsOpen(elsewhere, now), admitted);
        }

        if (quota.Stopped is not null)
        {
            return (lane.Wait(LaneQueues.Person, TimeSpan.MaxValue), IdleCause.Held);
        }

        if (now < quota.ParkedUntil)
        {
            return (lane.Wait(quota.ParkedFor, quota.ParkedUntil), IdleCause.Parked);
        }

        while (true)
        {
            var (best, queue, stageWakeAt) = lane.Choose(now, _stepAside);
            if (best is null)
            {
                return (stageWakeAt, lane.Waiting > 0 ? IdleCause.Stage
                    : _waitingForMoney.Count > 0 ? IdleCause.Money : IdleCause.NoWork);
            }

            if (InFlight >= CallsMax)
            {
                best.Cause = $"{CallsMax} at once in all";
                return (stageWakeAt, IdleCause.Slots);
            }

            if (!quota.HasSlot(now))
            {
                best.Cause = quota.SlotWords;
                return (LaneQueues.Earlier(quota.SlotProbeAt, stageWakeAt), IdleCause.Slots);
            }

            if (_funds.Lacks(best, now) is var (cause, fundsAt))
            {
                best.Cause = cause;
                return (LaneQueues.Earlier(fundsAt, stageWakeAt), IdleCause.Money);
            }

            var wait = quota.WaitSeconds(best.Demand, best.Estimator, now, out binding);
            if (wait > 0)
            {
                best.Cause = binding!.Words;
                return (LaneQueues.Earlier(LaneQueues.After(now, wait), stageWakeAt), IdleCause.OtherLimit);
            }

            if (Roster.Shared.Hold(lane, best, now) is { } shared)
            {
                (best.Cause, binding) = (shared.Words, shared.Binding);
                return (LaneQueues.Earlier(shared.Until, stageWakeAt),
                    binding is null ? IdleCause.Slots : IdleCause.OtherLimit);
            }

            queue!.Remove(best, LeaseState.Admitted);
            Reserve(best, now);
            admitted.Add(best);
        }
    }

    // A call whose item is out of money waits until something of its item is settled.
    private void StepAside(Lease lease)
    {
        lease.Cause = ForItemMoney;
        lease.Purse.Add(lease);
        _waitingForMoney.Add(lease);
    }

    private void Reserve(Lease lease, TimeSpan now)
    {
        lease.Marks = lease.Quota.Take(lease.Demand, lease.Estimator, now);
        lease.TakeOwn(now);
        lease.Quota.Admit(lease);
        lease.Estimator.InFlight++;
        lease.AdmittedAt = now;
        lease.Cause = "";
        InFlight++;
        if (!lease.HasMoney)
        {
            lease.HasMoney = true;
            lease.Day = _funds.Today;
            _funds.Reserve(lease.Demand.WorstCase);
            lease.Purse.Reserve(lease.Demand.WorstCase);
        }
    }

    private void Leave(Lease lease, LeaseState state)
    {
        if (lease.State != LeaseState.Admitted)
        {
            throw new InvalidOperationException($"A call of {lease.Call.Stage} ended that is {lease.State}.");
        }

        lease.State = state;
        lease.Quota.End(lease);
        lease.Estimator.InFlight--;
        InFlight--;
        if (CallsMax == int.MaxValue && !lease.Queue.IsLimited)
        {
            Roster.Known(lease.Lane).IsDirty = true;
        }
        else
        {
            // What it held may be what another lane waits for.
            MarkAll();
        }
    }
}
