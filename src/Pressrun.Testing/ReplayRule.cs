using Pressrun.Model;
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

        var report = Replay.Run(pipeline, providers, new Source(keeper));
        oracle.Count(report.Calls > 0 ? "replayed" : "nothing to replay");
        if (!report.IsSame)
        {
            throw new Violation(30, "a replay differs: "
                + string.Join("; ", report.Drifts.Concat<object>(report.Differences).Take(3)));
        }
    }

    private sealed class Source(IKeeper keeper) : IReplaySource
    {
        public IEnumerable<Record> Read(Query query) =>
            keeper.Read(RunLease.None with { Run = keeper.Runs }, query);

        public IReadOnlyList<Record> ReadBeginning() =>
            [.. Read(new Query.Tail(0)).TakeWhile(record => record is not Record.Item)];

        public Stream Open(Blob blob) => keeper.Open(blob);
    }
}
