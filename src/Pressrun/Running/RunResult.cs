using Pressrun.Model;
using Pressrun.Reporting;

namespace Pressrun.Running;

/// <summary>How a run stands when it comes to its end.</summary>
/// <param name="Ending">Why it ended.</param>
/// <param name="Cause">The same for people; empty where it is plain.</param>
/// <param name="RunId">Id of the run.</param>
/// <param name="Items">How many items stand in each state; states without items are left out.</param>
/// <param name="Spent">Settled cost of all calls of the run.</param>
/// <param name="Unknown">The most that may have been paid without a result.</param>
/// <param name="UnknownCalls">How many calls that concerns.</param>
/// <param name="Stages">Sums by stage, ascending.</param>
public sealed record RunResult(
    RunEnding Ending, string Cause, string RunId, IReadOnlyDictionary<ItemState, long> Items, Money Spent,
    Money Unknown, int UnknownCalls, IReadOnlyDictionary<string, Tally> Stages)
{
    /// <summary>
    /// How close this process came to the least time its limits allow; null if no call was answered.
    /// </summary>
    public Bound? Bound { get; init; }

    internal static IReadOnlyDictionary<ItemState, long> Count(RunState state) =>
        Enum.GetValues<ItemState>().Where(one => state.Count(one) > 0).ToDictionary(one => one, state.Count);

    internal static RunResult Of(RunEnding ending, string cause, string runId, RunState state) => new(
        ending, cause, runId,
        Count(state),
        state.Spent, state.Unknown, state.Open.Count, new SortedDictionary<string, Tally>(
            state.Tallies.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
            StringComparer.Ordinal));
}
