namespace Pressrun.Reporting;

/// <summary>
/// The least time in which a bucket lets its calls through: the last of them is admitted when all their costs have been
/// in the bucket, and its item then still needs its tail. Any subset of the calls gives a bound of its own; here those
/// whose tail is at least as long as one of them. A window lets its amount through at once, and as much again one
/// period later.
/// </summary>
internal static class BucketBound
{
    /// <summary>
    /// The largest bound of these subsets, in seconds; infinity if the rate ends before the calls do.
    /// </summary>
    public static double Of(Load load)
    {
        var refill = new Refill(load);
        var capacity = load.Limit.Capacity * load.Times;
        var level = load.Level * load.Times;
        var outstanding = Outstanding(load, capacity, refill);
        var (most, sum, early, head) = (0.0, 0.0, 0.0, double.PositiveInfinity);
        foreach (var use in ByTail(load.Uses))
        {
            sum += use.Cost * use.Count;
            early += (use.Cost - use.Late) * use.Count;
            head = Math.Min(head, use.HeadSeconds);
            var needed = Math.Min(Math.Max(early, sum - outstanding), sum - load.Owed);
            var held = Math.Min(capacity, level + refill.By(head));
            var admitted = load.Limit.IsWindow ? head + Periods(load, needed)
                : needed <= held ? head
                : refill.When(refill.By(head) + needed - held);
            most = Math.Max(most, admitted + use.TailSeconds);
        }

        return most;
    }

    // To a millionth of a window, or the rounding of sums would begin another one.
    private static double Periods(Load load, double needed) => load.Limit.Period.TotalSeconds
        * Math.Max(0, Math.Ceiling((needed / (load.Limit.Amount * load.Times)) - 1e-6) - 1);

    private static Use[] ByTail(IReadOnlyList<Use> uses)
    {
        var sorted = uses.ToArray();
        var keys = Array.ConvertAll(sorted, use => -use.TailSeconds);
        Array.Sort(keys, sorted);
        return sorted;
    }

    /// <summary>
    /// The most that can still be owed when the last call is admitted: what is taken late is owed by calls admitted
    /// less than the longest service ago, and those had to fit with what they take early.
    /// </summary>
    private static double Outstanding(Load load, double capacity, Refill refill)
    {
        var late = load.Uses.Where(use => use.Late > 0).ToArray();
        if (late.Length == 0)
        {
            return 0;
        }

        // The dearest first, the last one in part: no choice of whole calls can owe more (G. Dantzig 1957).
        Array.Sort(Array.ConvertAll(late, use => -use.Late / (use.Cost - use.Late)), late);
        var room = capacity + (refill.FastestPerSecond * late.Max(use => use.ServiceSeconds));
        var owed = 0.0;
        foreach (var use in late)
        {
            var early = (use.Cost - use.Late) * use.Count;
            var share = early <= room ? 1 : room / early;
            owed += share * use.Late * use.Count;
            room -= share * early;
        }

        return owed;
    }
}
