using Pressrun.Rehearsing;
using Pressrun.Seams;
using Pressrun.Stages;

namespace Pressrun.Testing;

/// <summary>Invariant 30: a run that has ended is executed again without a call, and comes out the same.</summary>
internal static class ReplayRule
{
    /// <summary>Throws if a replay of the latest run would pay for anything, or makes anything else of it.</summary>
    public static void Check(
        Pipeline pipeline, IReadOnlyDictionary<string, IProvider> providers, IKeeper keeper, Oracle oracle)
    {
        if (keeper.Runs == 0)
        {
            return;
        }

        var report = Replay.Run(pipeline, providers, new KeptRun(keeper));
        oracle.Count(report.Calls > 0 ? "replayed" : "nothing to replay");
        if (!report.IsSame)
        {
            throw new Violation(30, "a replay differs: "
                + string.Join("; ", report.Drifts.Concat<object>(report.Differences).Take(3)));
        }
    }
}
