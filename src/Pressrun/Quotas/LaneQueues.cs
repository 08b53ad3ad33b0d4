using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>A lane with its queues, one a stage, and when it is looked at again.</summary>
internal sealed class LaneQueues(Quota quota)
{
    /// <summary>What a call waits for that only a person can let go.</summary>
    public const string Person = "a person";

    private static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(10);

    public Quota Quota { get; } = quota;

    /// <summary>What holds over this lane and others together; null for nothing.</summary>
    public Quota? Within { get; init; }

    public List<StageQueue> Queues { get; } = [];

    /// <summary>What was known of it from before this process; null for nothing.</summary>
    public LaneStart? Start { get; init; }

    /// <summary>When a waiting call may fit without anything else happening; never if only an event helps.</summary>
    public TimeSpan WakeAt { get; set; } = TimeSpan.MaxValue;

    /// <summary>Why nothing more is sent on it.</summary>
    public IdleCause Idle { get; private set; }

    /// <summary>Whether something changed since it was last looked at.</summary>
    public bool IsDirty { get; set; } = true;

    /// <summary>Whether it must be looked at.</summary>
    public bool IsDue(TimeSpan now) => IsDirty || Quota.NeedsLook || WakeAt <= now;

    public int Waiting => Queues.Sum(queue => queue.Count);

    public static TimeSpan Earlier(TimeSpan left, TimeSpan right) => left < right ? left : right;

    /// <summary>
    /// A time so many seconds from now, within thirty years; a tick late rather than one early, which would only mean
    /// waiting again.
    /// </summary>
    public static TimeSpan After(TimeSpan now, double seconds) =>
        now + TimeSpan.FromTicks((long)Math.Ceiling(Math.Min(seconds, 1e9) * 1e7) + 1);

    /// <summary>
    /// The call that goes first: one that was admitted before, whoever waited longest if that is too long, else of the
    /// latest stage the best rank.
    /// With it the time at which a stage that is passed over now has room again.
    /// </summary>
    /// <param name="now">The loop's time.</param>
    /// <param name="stepAside">Takes a call whose item is out of money.</param>
    public (Lease? Best, StageQueue? Queue, TimeSpan WakeAt) Choose(TimeSpan now, Action<Lease> stepAside)
    {
        var (best, from, wakeAt) = ((Lease?)null, (StageQueue?)null, TimeSpan.MaxValue);
        foreach (var queue in Queues)
        {
            if (queue.Count > 0 && Head(queue, now, stepAside) is { } head && Passes(queue, head, now, ref wakeAt)
                && (best is null || IsBefore(head, queue, best, from!, now)))
            {
                (best, from) = (head, queue);
            }
        }

        return (best, from, wakeAt);
    }

    /// <summary>
    /// The order in which lanes are looked at. What they share goes to whoever has waited too long, on whichever of
    /// them, and then to the latest stage.
    /// </summary>
    public static IReadOnlyList<LaneQueues> InTurn(IReadOnlyList<LaneQueues> lanes, bool isShared, TimeSpan now) =>
        isShared ? lanes.OrderBy(lane => lane.Turn(now)).ToList() : lanes;

    /// <summary>From now on nothing more is sent on it for this cause.</summary>
    public void Rest(IdleCause cause, Bucket? binding, TimeSpan now)
    {
        Idle = cause;
        Quota.Rest(cause, binding, now);
    }

    /// <summary>Takes out the calls that wait here and have somewhere else to go.</summary>
    /// <param name="isOpen">Whether one of these lanes is not out.</param>
    /// <param name="diverted">Takes them.</param>
    public void Divert(Func<IReadOnlyList<Lane>, bool> isOpen, List<Lease> diverted)
    {
        foreach (var queue in Queues)
        {
            // Calls of one stage go to the same lanes; where its first has nowhere to go, the others mostly have not.
            if (queue.Best() is not { Elsewhere.Count: > 0 } head || !isOpen(head.Elsewhere))
            {
                continue;
            }

            foreach (var lease in queue.All().Where(lease => isOpen(lease.Elsewhere)).ToList())
            {
                queue.Remove(lease, LeaseState.Idle);
                diverted.Add(lease);
            }
        }
    }

    /// <summary>Says why every queue waits, and until when.</summary>
    public TimeSpan Wait(string cause, TimeSpan until)
    {
        foreach (var queue in Queues)
        {
            if (queue.Best() is { } head)
            {
                head.Cause = cause;
            }
        }

        return Waiting == 0 ? TimeSpan.MaxValue : until;
    }

    private (TimeSpan AgedSince, int Stage) Turn(TimeSpan now)
    {
        var (since, stage) = (TimeSpan.MaxValue, 0);
        foreach (var queue in Queues.Where(queue => queue.Count > 0))
        {
            since = queue.Oldest() is { } oldest && IsAged(oldest, now) ? Earlier(since, oldest.Since) : since;
            stage = Math.Min(stage, -queue.Order);
        }

        return (since, stage);
    }

    private static bool IsAged(Lease lease, TimeSpan now) => now - lease.Since > AgeMax;

    private static bool IsBefore(Lease head, StageQueue queue, Lease best, StageQueue from, TimeSpan now) =>
        (IsAged(head, now), IsAged(best, now)) switch
        {
            _ when head.HasMoney != best.HasMoney => head.HasMoney,
            (true, false) => true,
            (false, true) => false,
            (true, true) => head.Since < best.Since,
            _ => queue.Order > from.Order,
        };

    private static Lease? Head(StageQueue queue, TimeSpan now, Action<Lease> stepAside)
    {
        while (queue.Count > 0)
        {
            var oldest = queue.Oldest()!;
            var head = queue.Again() ?? (IsAged(oldest, now) ? oldest : queue.Best()!);
            if (head.HasMoney || head.Purse.Fits(head.Demand.WorstCase))
            {
                return head;
            }

            queue.Remove(head, LeaseState.WaitingForMoney);
            stepAside(head);
        }

        return null;
    }

    // A stage out of slots or room is passed over: its limit says nothing about the other stages.
    private static bool Passes(StageQueue queue, Lease head, TimeSpan now, ref TimeSpan wakeAt)
    {
        var stage = queue.Stage;
        (queue.IsHeldByStage, queue.HeldBy) = (true, null);
        if (stage.Stopped is not null || !stage.HasSlot(now))
        {
            head.Cause = stage.Stopped is null ? stage.SlotWords : Person;
            return false;
        }

        var wait = stage.WaitSeconds(head.Demand, head.Estimator, now, out var binding);
        (queue.IsHeldByStage, queue.HeldBy) = (wait > 0, binding);
        if (wait <= 0)
        {
            return true;
        }

        head.Cause = binding!.Words;
        wakeAt = Earlier(wakeAt, After(now, wait));
        return false;
    }
}
