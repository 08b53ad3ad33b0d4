using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;

namespace Pressrun.Cli.Hosting;

/// <summary>Turns the engine's progress into what a screen shows, with the short memory its sparklines need.</summary>
/// <param name="options">What is run.</param>
/// <param name="items">Items of the batch: known from their list before the run has taken them all up.</param>
/// <param name="isOffline">Whether stand-ins answer.</param>
/// <param name="hasUnknownPrice">Whether some model's price is not known.</param>
internal sealed class ProgressMap(RunOptions options, long items, bool isOffline, bool hasUnknownPrice = false)
{
    private const int RecentMax = 8;

    private static readonly TimeSpan RecentEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, List<double>> _recent = new(StringComparer.Ordinal);
    private TimeSpan _remembered = TimeSpan.MinValue;

    /// <summary>What is shown now.</summary>
    /// <param name="progress">How the run stands.</param>
    /// <param name="now">The loop's time, which is how long this process has worked.</param>
    /// <param name="failures">The last failures, oldest first.</param>
    public RunProgress Of(Progress progress, TimeSpan now, IReadOnlyList<FailureNote> failures)
    {
        Remember(progress, now);
        var total = Math.Max(items, progress.Items.Values.Sum()) - Count(progress, ItemState.LeftOut);
        return new()
        {
            Pipeline = options.Pipeline.Name,
            RunId = progress.RunId,
            IsOffline = isOffline,
            IsContinued = progress.IsContinued,
            IsSelection = options.Selects is not null,
            State = progress.IsPaused ? RunActivity.Paused
                : progress.IsStopping ? RunActivity.Stopping : RunActivity.Running,
            Elapsed = now,
            Spent = progress.Spent,
            HasUnknownPrice = hasUnknownPrice,
            Budget = options.Budget.Run,
            Bound = progress.Bound,
            ItemsTotal = total,
            ItemsDone = Count(progress, ItemState.Done),
            ItemsFailed = Count(progress, ItemState.Failed),
            ItemsReview = Count(progress, ItemState.Review),
            UnknownCalls = progress.UnknownCalls,
            Unknown = progress.Unknown,
            Stages = StagesOf(progress, total),
            Lanes = [.. progress.Lanes.OrderByDescending(lane => lane.Used).Select(lane =>
                new Screens.LaneProgress(lane.Name, lane.Used, [.. _recent[lane.Name]]))],
            Tokens = progress.Usage is { AllInput: 0, Output: 0 } ? null
                : new(progress.Usage.AllInput, progress.Usage.CacheRead, progress.Usage.Output),
            Failures = failures,
            UnderWay = progress.UnderWay,
        };
    }

    // What stopped before a stage does not reach it any more.
    private static List<Screens.StageProgress> StagesOf(Progress progress, long total)
    {
        var stages = new List<Screens.StageProgress>();
        foreach (var stage in progress.Stages)
        {
            stages.Add(Of(stage, Math.Max(total, stage.Done + stage.Halted)));
            total -= stage.Shape == Shape.Once ? 0 : stage.Halted;
        }

        return stages;
    }

    private static Screens.StageProgress Of(Running.StageProgress stage, long total) => new(
        stage.Name, stage.Shape switch { Shape.Once => "once", Shape.Each => "each", _ => "item" },
        stage.Done, stage.Working, stage.Halted - stage.Review, stage.Shape == Shape.Once ? 1 : total,
        stage.Shape == Shape.Each ? stage.Parts : null, stage.WaitsFor)
    {
        Review = stage.Review,
    };

    private static long Count(Progress progress, ItemState state) => progress.Items.GetValueOrDefault(state);

    private void Remember(Progress progress, TimeSpan now)
    {
        var isDue = now - RecentEvery >= _remembered || _remembered == TimeSpan.MinValue;
        _remembered = isDue ? now : _remembered;
        foreach (var lane in progress.Lanes)
        {
            if (!_recent.TryGetValue(lane.Name, out var recent))
            {
                _recent.Add(lane.Name, recent = []);
            }

            if (isDue)
            {
                recent.Add(lane.Used);
                if (recent.Count > RecentMax)
                {
                    recent.RemoveAt(0);
                }
            }
        }
    }
}
