using Pressrun.Model;
using Pressrun.Reporting;

namespace Pressrun.Running;

/// <summary>How a run stands at one moment, for people. Immutable; made on the loop, read anywhere.</summary>
/// <param name="RunId">Id of the run.</param>
/// <param name="Items">How many items stand in each state; states without items are left out.</param>
/// <param name="Stages">The stages in order of the pipeline.</param>
/// <param name="Lanes">The lanes in order of their first call.</param>
/// <param name="Spent">Settled cost of all calls.</param>
/// <param name="Reserved">Worst cases of calls in flight.</param>
/// <param name="Unknown">Worst cases of calls whose outcome is unknown.</param>
/// <param name="UnknownCalls">How many calls that concerns.</param>
/// <param name="InFlight">Calls sent and not come back.</param>
/// <param name="Usage">What all calls have consumed.</param>
public sealed record Progress(
    string RunId, IReadOnlyDictionary<ItemState, long> Items, IReadOnlyList<StageProgress> Stages,
    IReadOnlyList<LaneProgress> Lanes, Money Spent, Money Reserved, Money Unknown, int UnknownCalls, int InFlight,
    Usage Usage)
{
    /// <summary>Whether another process has worked on the run before.</summary>
    public bool IsContinued { get; init; }

    /// <summary>Whether admission is paused by a person.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether the run is coming to its end before the batch is done.</summary>
    public bool IsStopping { get; init; }

    /// <summary>What is wrong with the store, while that may pass; null while nothing is.</summary>
    public string? Trouble { get; init; }

    /// <summary>
    /// How close this process came to the least time its limits allow; null before a call was answered.
    /// </summary>
    public Bound? Bound { get; init; }

    /// <summary>
    /// What waits for a person: lanes that were stopped and stages that are held, each in one line. Empty while all
    /// goes on by itself.
    /// </summary>
    public IReadOnlyList<string> Stopped { get; init; } = [];

    /// <summary>
    /// Lanes that are out for a while, each with why: their calls wait, or go to another model. Mostly none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Out { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Calls whose replies are awaited, by stage and lane, those first that began first.</summary>
    public IReadOnlyList<UnderWay> UnderWay { get; init; } = [];

    internal static Progress Of(RunContext run)
    {
        var waiting = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var lease in run.Governor.WaitingCalls())
        {
            if (lease.Cause.Length > 0)
            {
                waiting.TryAdd(lease.Call.Stage, lease.Cause);
            }
        }

        var state = run.State;
        var before = run.Pipeline.Stages.ToDictionary(
            stage => stage.Name, run.Pipeline.Before, StringComparer.Ordinal);
        var usage = state.Tallies.Values.Aggregate(new Usage(), (sum, tally) => sum + tally.Usage);
        var lanes = run.Governor.Lanes.Select(lane =>
            new LaneProgress(lane.Name, lane.InFlight, lane.Used(run.Node.Time.Now)));
        return new(
            run.Lease.Id, RunResult.Count(state), [.. run.Pipeline.Stages.Select(Stage)], [.. lanes], state.Spent,
            state.Reserved, state.Unknown, state.Open.Values.Count(open => open.IsUnknown),
            run.Governor.InFlight, usage)
        {
            IsContinued = run.Lease.Epoch > 1,
            Bound = run.Bound(),
            Stopped = run.Governor.Roster.Stopped(),
            Out = run.Governor.Roster.Out(run.Node.Time.Now),
            UnderWay = [.. run.Caller.Awaited.GroupBy(
                attempt => (attempt.Lease.Call.Stage, attempt.Lease.Lane.Name),
                (place, calls) => Sent(place.Stage, place.Name, [.. calls])).OrderByDescending(sent => sent.Longest)],
        };

        UnderWay Sent(string stage, string lane, IReadOnlyList<Calling.Attempt> calls)
        {
            var now = run.Node.Time.Now;
            return new(stage, lane, calls.Count, now - calls.Min(call => call.Lease.SentAt),
                new[] { calls.Max(call => call.Until) - now, TimeSpan.Zero }.Max())
            {
                GoesOnAlone = calls[0].GoesOnAlone,
            };
        }

        StageProgress Stage(Stages.Stage stage)
        {
            var count = run.CountOf(stage);
            var (done, halted, review) = stage.IsOnce ? (0, 0, 0) : Closed(stage.Name);
            return new(stage.Name, stage.Shape, done + count.Done, count.Working, halted + count.Halted,
                review + count.Review, count.Parts, waiting.GetValueOrDefault(stage.Name));
        }

        // An item that came to a halt in a stage went through all that this stage needs.
        (long Done, long Halted, long Review) Closed(string stage)
        {
            var (done, halted, review) = (state.Count(ItemState.Done), 0L, 0L);
            foreach (var ((place, how), count) in state.Halts)
            {
                halted += place == stage ? count : 0;
                review += place == stage && how == ItemState.Review ? count : 0;
                done += before.TryGetValue(place, out var needed) && needed.Contains(stage) ? count : 0;
            }

            return (done, halted, review);
        }
    }
}
