using Pressrun.Model;

namespace Pressrun.Reporting;

/// <summary>
/// The least time in which a run can be done under its limits, whoever decides the order, and which limit says so.
/// </summary>
/// <param name="Candidates">
/// All bounds, the largest first; of those alike the longest item, then limits and allowances as they were given.
/// </param>
/// <param name="DoubledSeconds">
/// The bound if the binding limit were twice as large; null if it is no limit but an item.
/// </param>
/// <param name="Shortfall">By how much the cost exceeds the budget; zero if the run can be paid for.</param>
internal sealed record LowerBound(IReadOnlyList<Candidate> Candidates, double? DoubledSeconds, Money Shortfall)
{
    /// <summary>The bound: no run ends earlier.</summary>
    public double Seconds => Binding?.Seconds ?? 0;

    /// <summary>What binds; null if nothing is asked for.</summary>
    public Candidate? Binding => Candidates.Count > 0 ? Candidates[0] : null;

    /// <summary>What would bind next; null if there is only one.</summary>
    public Candidate? Second => Candidates.Count > 1 ? Candidates[1] : null;

    /// <summary>The bound of a run.</summary>
    public static LowerBound Of(Needs needs)
    {
        List<(Candidate Now, Func<double>? Doubled)> found = [];
        if (needs.Paths.Count > 0)
        {
            // First, because a limit that lets everything through at once is no slower than the longest item, and
            // it would be wrong to say that it binds.
            var longest = needs.Paths.MaxBy(path => path.Seconds);
            found.Add((new($"the longest item, {longest.Item}", longest.Seconds), null));
        }

        found.AddRange(needs.Loads.Where(load => load.Uses.Count > 0).Select(Judge));
        found.AddRange(needs.Allowances.Select(Judge));
        // To a microsecond, or the rounding of sums would decide between those alike.
        var sorted = found.OrderByDescending(entry => Math.Round(entry.Now.Seconds, 6)).ToList();
        var over = needs.Cost - (needs.Budget ?? needs.Cost);
        return new(
            sorted.ConvertAll(entry => entry.Now),
            sorted is [{ Doubled: { } doubled }, .. var others]
                ? others.Select(entry => entry.Now.Seconds).Append(doubled()).Max()
                : null,
            over > Money.Zero ? over : Money.Zero);
    }

    /// <summary>
    /// The bound of the same stages if each began only when the one before it has ended: what a barrier between stages
    /// costs is the difference.
    /// </summary>
    public static double SecondsInTurn(IEnumerable<Needs> stages) => stages.Sum(stage => Of(stage).Seconds);

    private static (Candidate, Func<double>?) Judge(Load load) =>
        (new(load.Words, load.Seconds()), () => (load with { Times = load.Times * 2 }).Seconds());

    private static (Candidate, Func<double>?) Judge(Allowance allowance) =>
        (new(allowance.Name, allowance.Seconds), () => allowance.Doubled.Seconds);
}
