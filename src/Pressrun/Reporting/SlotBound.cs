namespace Pressrun.Reporting;

/// <summary>
/// The least time in which slots do all the work: spread evenly, or in waves of the shortest. As with buckets, any
/// subset gives a bound; here the calls whose items still need at least as long afterwards as one of them.
/// </summary>
internal static class SlotBound
{
    /// <summary>The largest bound of these subsets, in seconds.</summary>
    public static double Of(Load load)
    {
        var slots = (int)load.Limit.Amount * load.Times;
        var sorted = load.Uses.ToArray();
        Array.Sort(Array.ConvertAll(sorted, use => -use.AfterSeconds), sorted);
        var (most, sum, shortest, head) = (0.0, 0.0, double.PositiveInfinity, double.PositiveInfinity);
        var calls = 0L;
        foreach (var use in sorted)
        {
            calls += use.Count;
            sum += use.AllSeconds;
            shortest = Math.Min(shortest, use.ServiceSeconds);
            head = Math.Min(head, use.HeadSeconds);
            var waves = ((calls - 1) / slots) + 1;
            most = Math.Max(most, head + Math.Max(sum / slots, waves * shortest) + use.AfterSeconds);
        }

        return most;
    }
}
