using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Reporting;

/// <summary>The bound of what a process did, by what its calls took.</summary>
internal static class Measured
{
    /// <summary>The bound so far; null before a call was answered.</summary>
    /// <param name="governor">Who kept the books.</param>
    /// <param name="longest">The longest item; null if none has ended.</param>
    /// <param name="from">When the run began, by the loop.</param>
    /// <param name="now">The loop's time.</param>
    public static Bound? Of(Governor governor, ItemPath? longest, TimeSpan from, TimeSpan now)
    {
        List<(Load Load, Func<double, List<GapPart>> Split)> found = [];
        var elapsed = (now - from).TotalSeconds;
        var own = governor.Roster.Stages.Limited.Concat(governor.Roster.Shared.All).Select(own => (Quota: own,
            Queues: governor.Roster.Lanes.SelectMany(lane => lane.Queues).Where(queue => queue.Own.Contains(own))
                .ToList()));
        foreach (var (quota, queues) in governor.Roster.Lanes.Select(lane => (lane.Quota, lane.Queues)).Concat(own))
        {
            quota.Look(now);
            var served = queues.FindAll(queue => queue.Served.Count > 0).ConvertAll(queue => queue.Served);
            found.AddRange(Buckets(quota, served, from, now));
            found.AddRange(Slots(quota, served, from));
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

        // A wait that is not over has taken as long as it did so far, and a provider that let more through than its
        // limit says has shown that it does not hold. Where our own way to keep a window took longest, its books tell
        // more than others.
        var seconds = Math.Min(bound.Seconds, elapsed);
        var paced = found.Where(one => one.Load.Limit.IsWindow)
            .OrderByDescending(one => one.Load.PacedSeconds()).FirstOrDefault();
        var split = (paced.Load?.PacedSeconds() > seconds ? paced
            : found.Find(one => one.Load.Words == binding.Name)).Split?.Invoke(seconds);
        return new(seconds, elapsed, binding.Name, bound.Second?.Name, Math.Min(bound.Second?.Seconds ?? 0, elapsed),
            bound.DoubledSeconds is { } doubled ? Math.Min(doubled, seconds) : null,
            Gap.Whole(split ?? [], elapsed - seconds, split is null ? "waiting for limits and slots" : "other"))
        {
            Hours = [.. Hours(governor)],
        };
    }

    private static IEnumerable<BoundHour> Hours(Governor governor)
    {
        var lanes = governor.Roster.Lanes.Select(lane => lane.Quota.Ledger.Hours.All).ToList();
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

    private static IEnumerable<(Load, Func<double, List<GapPart>>)> Buckets(
        Quota quota, List<Served> served, TimeSpan from, TimeSpan now)
    {
        for (var place = 0; place < quota.Buckets.Length && served.Count > 0; place++)
        {
            var (bucket, index) = (quota.Buckets[place], place);
            var ledger = bucket.Ledger;
            if (bucket.IsOpen || ledger.LastAt == TimeSpan.MinValue || ledger.Refilled <= 0)
            {
                continue;
            }

            var shown = bucket.Amount == bucket.Limit.Amount || bucket.Limit.IsWindow
                ? bucket.Limit
                : new Limit(bucket.Limit.Unit, Shown(bucket.Amount), bucket.Limit.Period);
            // All that refilled over all the time is the mean rate, however it changed. A smaller bucket inside it was
            // all there was to start from; what was there beyond what was assumed was there from the start, but for
            // what refilled before the limit was known.
            var refilled = ledger.RefilledAtLast - Gap.Others(ledger);
            var rate = refilled > 0 ? refilled / (ledger.LastAt - ledger.Since).TotalSeconds : bucket.Rate;
            var start = Math.Max(0, Math.Min(ledger.Start, bucket.Grain?.Capacity ?? ledger.Start))
                + Math.Max(0, -ledger.ElsewhereAtLast - (rate * (ledger.Since - from).TotalSeconds));
            // While a call waits for the limit it is the limit that takes the time, also before that call is answered.
            var saved = Math.Clamp(bucket.Level + bucket.Unproven - ledger.LeftAtLast, 0, ledger.Saved);
            var load = new Load(quota.Title, shown with { Capacity = Math.Max(bucket.Capacity, start) },
                [.. Uses(quota, served, index), new(saved, 0, 0, 0)])
            {
                Level = start,
                Rates = [new(0, rate)],
                Owed = Math.Max(ledger.Over, Math.Max(0, -ledger.LeftAtLast) + Math.Max(0,
                    ledger.Useful + ledger.Wasted + ledger.Refused - ledger.NetAtLast)),
            };
            yield return (load, bound => Gap.OfBucket(bucket, load, quota.Ledger.BusyAt, from, now, bound));
        }
    }

    private static IEnumerable<(Load, Func<double, List<GapPart>>)> Slots(
        Quota quota, List<Served> served, TimeSpan from)
    {
        var ledger = quota.Ledger.Slots;
        if (ledger.Offered > 0 && served.Count > 0 && quota.Slots < int.MaxValue)
        {
            var load = new Load(quota.Title, Limit.AtOnce(Math.Min(quota.SlotsGiven, ledger.Most)),
                [.. served.Select(one => UseOf(one, 0, 0))]);
            yield return (load, bound => Gap.OfSlots(ledger, load, from, bound));
        }
    }

    // Of a stage's own limit only the sum over all lanes is known: its calls count as if they were alike.
    private static IEnumerable<Use> Uses(Quota quota, List<Served> served, int bucket) => quota.IsOwn
        ? [new(quota.Buckets[bucket].Ledger.Useful, 0, served.Min(one => one.LeastSeconds), 0)]
        : served.Select(one => UseOf(one, one.Charged[bucket] / one.Count, one.Late[bucket] / one.Count));

    // Measured to a tenth at best; what is small keeps all it has, so that it stays above 0.
    private static double Shown(double amount) => amount >= 1 ? Math.Round(amount, 1) : amount;

    private static Use UseOf(Served served, double cost, double late) => new(cost, 0, served.LeastSeconds, 0)
    {
        Late = late,
        Count = served.Count,
        WorkSeconds = served.Seconds,
    };
}
