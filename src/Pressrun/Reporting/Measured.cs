using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Reporting;

/// <summary>The bound of what a process did, by what its calls took, and where the time beyond it went.</summary>
internal static class Measured
{
    private const double OthersLeast = 0.02;

    /// <summary>The bound so far; null before a call was answered.</summary>
    /// <param name="governor">Who kept the books.</param>
    /// <param name="longest">The longest item; null if none has ended.</param>
    /// <param name="from">When the run began, by the loop.</param>
    /// <param name="now">The loop's time.</param>
    public static Bound? Of(Governor governor, ItemPath? longest, TimeSpan from, TimeSpan now)
    {
        List<(Load Load, Func<double, IReadOnlyList<GapPart>> Split)> found = [];
        var elapsed = (now - from).TotalSeconds;
        foreach (var lane in governor.Queues)
        {
            lane.Quota.Look(now);
            found.AddRange(Buckets(lane, from, now));
            found.AddRange(Slots(lane));
        }

        var bound = LowerBound.Of(new()
        {
            Loads = [.. found.Select(one => one.Load)],
            Paths = longest is { } path ? [path] : [],
        });
        if (bound.Binding is not { } binding || elapsed <= 0)
        {
            return null;
        }

        var gap = elapsed - bound.Seconds;
        var split = found.Find(one => one.Load.Words == binding.Name).Split?.Invoke(bound.Seconds) ?? [];
        IReadOnlyList<GapPart> parts = [.. split.Where(part => Math.Abs(part.Seconds) >= 0.0005)];
        var rest = gap - parts.Sum(part => part.Seconds);
        return new(bound.Seconds, elapsed, binding.Name, bound.Second?.Name, bound.Second?.Seconds ?? 0,
            bound.DoubledSeconds, [.. parts, new(split.Count == 0 ? "waiting for limits and slots" : "other", rest)])
        {
            Hours = [.. Hours(governor)],
        };
    }

    private static IEnumerable<BoundHour> Hours(Governor governor)
    {
        var lanes = governor.Queues.Select(lane => lane.Quota.Ledger.Hours.All).ToList();
        for (var hour = 0; hour < lanes.Select(lane => lane.Count).DefaultIfEmpty().Max(); hour++)
        {
            var waits = lanes.Where(lane => lane.Count > hour).SelectMany(lane => lane[hour]).ToList();
            if (waits.Count > 0)
            {
                var longest = waits.MaxBy(wait => wait.Value);
                yield return new(hour, longest.Key, longest.Value);
            }
        }
    }

    private static IEnumerable<(Load, Func<double, IReadOnlyList<GapPart>>)> Buckets(
        LaneQueues lane, TimeSpan from, TimeSpan now)
    {
        for (var place = 0; place < lane.Quota.Buckets.Length; place++)
        {
            var (bucket, index) = (lane.Quota.Buckets[place], place);
            var ledger = bucket.Ledger;
            if (bucket.IsOpen || ledger.LastAt == TimeSpan.MinValue || ledger.Refilled <= 0)
            {
                continue;
            }

            var uses = lane.Queues.Where(queue => queue.Served.Count > 0).Select(queue => UseOf(queue.Served, index));
            var shown = bucket.Amount == bucket.Limit.Amount || bucket.Limit.IsWindow
                ? bucket.Limit
                : new Limit(bucket.Limit.Unit, Math.Round(bucket.Amount, 1), bucket.Limit.Period);
            // All that refilled over all the time is the mean rate, however it changed. A smaller bucket inside it was
            // all there was to start from.
            var start = Math.Max(0, Math.Min(ledger.Start, bucket.Grain?.Capacity ?? ledger.Start));
            var rate = (ledger.Refilled - Others(ledger)) / (now - ledger.Since).TotalSeconds;
            var load = new Load(lane.Quota.Name, shown with { Capacity = Math.Max(bucket.Capacity, start) }, [.. uses])
            {
                Level = start,
                Rates = bucket.Limit.IsWindow ? [] : [new(0, rate)],
            };
            if (load.Uses.Count > 0)
            {
                yield return (load, bound => SplitBucket(ledger, load, bound, from, now));
            }
        }
    }

    private static IEnumerable<(Load, Func<double, IReadOnlyList<GapPart>>)> Slots(LaneQueues lane)
    {
        var ledger = lane.Quota.Ledger.Slots;
        var uses = lane.Queues.Where(queue => queue.Served.Count > 0)
            .Select(queue => UseOf(queue.Served, null)).ToList();
        if (ledger.Offered > 0 && uses.Count > 0 && lane.Quota.Slots < int.MaxValue)
        {
            var load = new Load(lane.Quota.Name, Limit.AtOnce(Math.Min(lane.Quota.SlotsGiven, ledger.Most)), uses);
            yield return (load, bound => SplitSlots(ledger, load, bound));
        }
    }

    private static Use UseOf(Served served, int? bucket) => new(
        bucket is { } place ? served.Charged[place] / served.Count : 0, 0, served.LeastSeconds, 0)
    {
        Late = bucket is { } late ? served.Late[late] / served.Count : 0,
        Count = served.Count,
        WorkSeconds = served.Seconds,
    };

    // What left the bucket without us, if it is so much that our own guesses cannot explain it.
    private static double Others(Ledger ledger)
    {
        var elsewhere = Elsewhere(ledger);
        return elsewhere > OthersLeast * ledger.Useful ? elsewhere : 0;
    }

    private static double Elsewhere(Ledger ledger) => ledger.Start + ledger.RefilledAtLast - ledger.NetAtLast
        - ledger.SpilledAtLast.Sum() - ledger.LeftAtLast;

    // All that refilled until the last call was sent went somewhere; what did not go into useful calls cost time.
    private static List<GapPart> SplitBucket(Ledger ledger, Load load, double bound, TimeSpan from, TimeSpan now)
    {
        var watched = (ledger.LastAt - ledger.Since).TotalSeconds;
        if (!(watched > 0 && ledger.RefilledAtLast > 0))
        {
            return [];
        }

        var rate = ledger.RefilledAtLast / watched;
        var known = ledger.Useful + ledger.Wasted + ledger.Refused;
        var others = Others(ledger);
        var least = load.Uses.Min(use => use.TailSeconds);
        var ideal = (ledger.Useful + others - ledger.Start) / rate;
        List<GapPart> parts =
        [
            new("before the first call was ready", (ledger.Since - from).TotalSeconds),
            new("calls without a result", ledger.Wasted / rate),
            new("refused calls", ledger.Refused / rate),
            new("less there than assumed", (Elsewhere(ledger) - others) / rate),
            new("kept in hand", ledger.LeftAtLast / rate),
            new("reserved and given back", (ledger.NetAtLast - known) / rate),
            new("the last calls beyond the shortest", (now - ledger.LastAt).TotalSeconds - least),
            new("rates that changed, outputs still owed", ideal + least - bound),
        ];
        for (var cause = 0; cause < ledger.SpilledAtLast.Count; cause++)
        {
            parts.Add(new(Words((IdleCause)cause), ledger.SpilledAtLast[cause] / rate));
        }

        return parts;
    }

    private static List<GapPart> SplitSlots(SlotLedger ledger, Load load, double bound)
    {
        var slots = load.Limit.Amount;
        List<GapPart> parts =
        [
            new("calls without a result", ledger.Wasted / slots),
            new("calls of unequal length", (load.Uses.Sum(use => use.AllSeconds) / slots) - bound),
        ];
        for (var cause = 0; cause < ledger.Idle.Count; cause++)
        {
            parts.Add(new(Words((IdleCause)cause), ledger.Idle[cause] / slots));
        }

        return parts;
    }

    private static string Words(IdleCause cause) => cause switch
    {
        IdleCause.NoWork => "no call was ready",
        IdleCause.Slots => "no slot was free",
        IdleCause.OtherLimit => "another limit had no room",
        IdleCause.Stage => "a stage's own limit",
        IdleCause.Parked => "the provider asked to wait",
        IdleCause.Held => "held by a person or the store",
        IdleCause.Money => "the budget",
        IdleCause.Proving => "a burst not trusted yet",
        _ => "a small bucket spent evenly",
    };
}
