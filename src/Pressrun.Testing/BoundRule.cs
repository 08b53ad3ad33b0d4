using Pressrun.Reporting;

namespace Pressrun.Testing;

/// <summary>Invariant 20: no run is faster than its bound; no part of the gap is below 0, and they sum to it.</summary>
internal static class BoundRule
{
    private const double Grace = 0.001;

    /// <summary>Throws if what a run says of its bound cannot be.</summary>
    public static void Check(Bound? bound)
    {
        if (bound is null)
        {
            return;
        }

        if (bound.Seconds > bound.Elapsed + Grace)
        {
            throw new Violation(20, $"the run took {bound.Elapsed} s, less than its bound: {bound}");
        }

        if (bound.Seconds < 0 || bound.Gap.Any(part => !(part.Seconds >= 0)))
        {
            throw new Violation(20, $"a part of the gap is below 0: {string.Join(", ", bound.Gap)}");
        }

        if (Math.Abs(bound.Elapsed - bound.Seconds - bound.Gap.Sum(part => part.Seconds)) > Grace)
        {
            throw new Violation(20, $"the parts of the gap do not sum to it: {string.Join(", ", bound.Gap)}");
        }
    }
}
