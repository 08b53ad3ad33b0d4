using Pressrun.Model;
using Pressrun.Reporting;
using Pressrun.Running;

namespace Pressrun.Cli.Screens;

/// <summary>Everything a screen shows of a run at one moment. Immutable.</summary>
internal sealed record RunProgress
{
    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The run's short id.</summary>
    public required string RunId { get; init; }

    /// <summary>Whether stand-ins answer instead of paid models; every screen says so.</summary>
    public bool IsOffline { get; init; }

    /// <summary>Whether the run was begun before and goes on.</summary>
    public bool IsContinued { get; init; }

    /// <summary>Whether only some of the items were selected: the others stay as they are.</summary>
    public bool IsSelection { get; init; }

    /// <summary>What it does now.</summary>
    public RunActivity State { get; init; } = RunActivity.Running;

    /// <summary>Working time so far.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Forecast of the time left; null while there is none.</summary>
    public TimeSpan? FinishesIn { get; init; }

    /// <summary>Settled cost.</summary>
    public Money Spent { get; init; }

    /// <summary>Whether some model's price is not known: then <see cref="Spent"/> is not all.</summary>
    public bool HasUnknownPrice { get; init; }

    /// <summary>What may be spent; null if there is no limit.</summary>
    public Money? Budget { get; init; }

    /// <summary>
    /// How close this process came to the least time its limits allow; null before a call was answered.
    /// </summary>
    public Bound? Bound { get; init; }

    /// <summary>Items of the run.</summary>
    public long ItemsTotal { get; init; }

    /// <summary>Items all of whose stages are done.</summary>
    public long ItemsDone { get; init; }

    /// <summary>Items that failed.</summary>
    public long ItemsFailed { get; init; }

    /// <summary>Items that wait for a person.</summary>
    public long ItemsReview { get; init; }

    /// <summary>Calls whose end is not known: they may have been paid.</summary>
    public long UnknownCalls { get; init; }

    /// <summary>The most those calls may have cost.</summary>
    public Money Unknown { get; init; }

    /// <summary>The stages in the order of the pipeline file.</summary>
    public IReadOnlyList<StageProgress> Stages { get; init; } = [];

    /// <summary>Calls whose replies are awaited, those first that began first.</summary>
    public IReadOnlyList<UnderWay> UnderWay { get; init; } = [];

    /// <summary>The quotas, the fullest first.</summary>
    public IReadOnlyList<LaneProgress> Lanes { get; init; } = [];

    /// <summary>Tokens so far; null if no model counts any.</summary>
    public TokenProgress? Tokens { get; init; }

    /// <summary>The last failures, oldest first, numbered without gaps.</summary>
    public IReadOnlyList<FailureNote> Failures { get; init; } = [];

    /// <summary>Share of the stages' work that is over, 0 to 1.</summary>
    public double Share
    {
        get
        {
            var total = Stages.Sum(stage => stage.Total);
            var over = Stages.Sum(stage => Math.Min(stage.Done + stage.Failed + stage.Review, stage.Total));
            return total == 0 ? 0 : over / (double)total;
        }
    }
}
