using System.Globalization;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Timing;

namespace Pressrun.Cli.Hosting;

/// <summary>Drives a run on this thread and shows how it goes.</summary>
/// <param name="screen">Where it is shown.</param>
/// <param name="signals">What stops it.</param>
/// <param name="items">Items of the batch.</param>
/// <param name="isOffline">Whether stand-ins answer.</param>
internal sealed class Driver(IScreen screen, Signals signals, long items, bool isOffline)
{
    private const int FailuresKept = 50;

    private static readonly TimeSpan FrameEvery = TimeSpan.FromMilliseconds(250);

    private readonly Queue<FailureNote> _failures = new();
    private long _failureCount;
    private readonly HashSet<string> _out = new(StringComparer.Ordinal);
    private string? _trouble;
    private bool _isHeld;

    /// <summary>Whether some stage names several models. <value>No.</value></summary>
    public bool HasFallbacks { get; init; }

    /// <summary>Whether some model's price is not known. <value>No.</value></summary>
    public bool HasUnknownPrice { get; init; }

    /// <summary>Ordinals of the items whose end the screen has told.</summary>
    public HashSet<long> Told { get; } = [];

    /// <summary>What waits for a person and was told as soon as it did.</summary>
    public HashSet<string> Stopped { get; } = new(StringComparer.Ordinal);

    /// <summary>Works until the run ends.</summary>
    /// <param name="options">What is run.</param>
    /// <param name="trouble">What is wrong with the store beside what the run itself knows; null for nothing.</param>
    public RunResult Drive(RunOptions options, Func<string?> trouble)
    {
        using var loop = new Loop(new RealWaiter());
        try
        {
            return loop.Run("engine", async node =>
            {
                using var run = new Run(node, options with { Closed = Note });
                signals.Attach(node, run, screen);
                var view = new ProgressMap(options, items, isOffline, HasUnknownPrice);

                // On a node of its own: the run must be able to see that nothing of its own can go on.
                var clock = loop.Node("screen");
                var isOver = false;
                clock.Detach(async () =>
                {
                    while (!isOver)
                    {
                        Show(run, view, clock, isEnded: false);
                        Tell(run.Progress()?.Trouble ?? Hold(run, trouble()));
                        await Task.Delay(FrameEvery, clock.Time);
                    }
                });
                try
                {
                    var ended = await run.RunAsync();
                    Show(run, view, clock, ended.Ending is RunEnding.Complete or RunEnding.BatchFailed);
                    if (ended.Ending != RunEnding.Store)
                    {
                        Tell(null);
                    }

                    return ended;
                }
                finally
                {
                    isOver = true;
                }
            });
        }
        finally
        {
            // Whatever ends it, the terminal is the user's again.
            screen.End();
        }
    }

    private void Show(Run run, ProgressMap view, Node clock, bool isEnded)
    {
        if (run.Progress() is { } progress)
        {
            foreach (var stopped in progress.Stopped.Where(Stopped.Add))
            {
                screen.Line(stopped);
            }

            TellOut(progress.Out);
            var shown = view.Of(progress, clock.Time.Now, [.. _failures]);
            screen.Show(isEnded ? shown with { State = RunActivity.Ended } : shown);
        }
    }

    // A model that is out costs time, or the money of a dearer one: whoever pays should know as soon as it is so.
    private void TellOut(IReadOnlyDictionary<string, string> lanes)
    {
        foreach (var (_, cause) in lanes.Where(lane => _out.Add(lane.Key)))
        {
            var others = HasFallbacks ? "; its calls go to the next model" : "";
            screen.Line($"nothing is sent for now to {cause}{others}");
        }

        foreach (var lane in _out.Where(lane => !lanes.ContainsKey(lane)).ToList())
        {
            _out.Remove(lane);
            screen.Line($"{lane} is asked again");
        }
    }

    // While what is paid for finds no room, nothing more is bought: the run itself only knows of the journal's room.
    private string? Hold(Run run, string? trouble)
    {
        if (trouble is null == _isHeld)
        {
            _isHeld = !_isHeld;
            if (_isHeld)
            {
                run.Pause();
            }
            else
            {
                run.Go();
            }
        }

        return trouble;
    }

    // Whoever waits wants to know for what.
    private void Tell(string? trouble)
    {
        if (trouble is null != _trouble is null)
        {
            screen.Line(trouble is null ? "the store takes everything again: the run goes on"
                : $"the run waits and pays for nothing more meanwhile: {trouble}");
            _trouble = trouble;
        }
    }

    private void Note(ClosedItem closed)
    {
        if (closed.State is ItemState.Failed or ItemState.Review)
        {
            Told.Add(closed.Item.Ordinal);
            _failures.Enqueue(new(
                ++_failureCount, closed.Item.Ordinal.ToString(CultureInfo.InvariantCulture),
                closed.Item.Title ?? closed.Item.Key, closed.Stage ?? "", closed.Cause ?? "")
            {
                IsReview = closed.State == ItemState.Review,
            });
            if (_failures.Count > FailuresKept)
            {
                _failures.Dequeue();
            }
        }
    }
}
