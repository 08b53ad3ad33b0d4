using Pressrun.Model;

namespace Pressrun.Testing.Strict;

/// <summary>
/// What no client can beat on a strict server, however much it knows. Written apart from the engine's own lower bound,
/// which it is there to check.
/// </summary>
/// <param name="Requests">Until the buckets of requests have let the last call in, and the least work.</param>
/// <param name="Tokens">The same for tokens.</param>
/// <param name="Slots">All work, spread over the slots.</param>
/// <param name="Longest">The longest work of one call.</param>
internal sealed record RegimeBound(TimeSpan Requests, TimeSpan Tokens, TimeSpan Slots, TimeSpan Longest)
{
    /// <summary>There and back, each at least 10 ms.</summary>
    public static readonly TimeSpan RoundTrip = StrictDelay.Floor * 2;

    /// <summary>The bound itself: the largest of the four, and the way.</summary>
    public TimeSpan Time =>
        TimeSpan.FromTicks(Math.Max(Math.Max(Requests.Ticks, Tokens.Ticks), Math.Max(Slots.Ticks, Longest.Ticks)))
            + RoundTrip;

    /// <summary>The bound of one run.</summary>
    /// <param name="rules">The provider.</param>
    /// <param name="calls">All calls of the run; at least one.</param>
    /// <param name="taken">When another tenant took a request, in order of time.</param>
    public static RegimeBound Of(
        StrictRules rules, IReadOnlyList<StrictCall> calls, IReadOnlyList<TimeSpan> taken)
    {
        var least = calls.Min(call => call.Work);
        var longest = calls.Max(call => call.Work);
        var all = TimeSpan.FromTicks(calls.Sum(call => call.Work.Ticks));
        var requests = rules.RequestBuckets()
            .Select(bucket => Until(bucket, rules.Changes, taken, calls.Count) + least);
        var tokens = rules.TokenBucket() is { } held ? Until(held, rules.Changes, [], Demand(rules, calls)) + least
            : TimeSpan.Zero;
        var slots = rules.Slots is { } several ? all / several : TimeSpan.Zero;
        return new(requests.DefaultIfEmpty().Max(), tokens, slots, longest);
    }

    private static double Demand(StrictRules rules, IReadOnlyList<StrictCall> calls) => rules.TokenCharge switch
    {
        Charge.NoRefund => calls.Sum(call => (double)(call.Input + call.MaxOutput)),
        // The output of the last call is debited when nobody waits any more.
        Charge.Actual => calls.Sum(call => (double)(call.Input + call.Output)) - calls.Max(call => call.Output),
        _ => calls.Sum(call => (double)(call.Input + call.Output)),
    };

    // The least time at which what the bucket held, and all that refilled, less what others took, reach the demand.
    private static TimeSpan Until(
        StrictBucket bucket, IReadOnlyList<RateChange> changes, IReadOnlyList<TimeSpan> taken, double demand)
    {
        var (supply, at, started) = (bucket.Capacity, 0.0, bucket.PerMinute / 60);
        var rate = started;
        for (var (change, taking) = (0, 0); ;)
        {
            var changeAt = change < changes.Count ? changes[change].At.TotalSeconds : double.PositiveInfinity;
            var takenAt = taking < taken.Count ? taken[taking].TotalSeconds : double.PositiveInfinity;
            var reached = at + (Math.Max(0, demand - supply) / rate);
            var next = Math.Min(changeAt, takenAt);
            if (reached <= next)
            {
                return TimeSpan.FromSeconds(reached);
            }

            supply += rate * (next - at);
            at = next;
            if (takenAt <= changeAt)
            {
                supply--;
                taking++;
            }
            else
            {
                rate = started * changes[change].Factor;
                change++;
            }
        }
    }
}
