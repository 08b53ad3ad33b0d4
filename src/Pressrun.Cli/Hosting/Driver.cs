using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Timing;

namespace Pressrun.Cli.Hosting;

/// <summary>Drives a run on this thread and shows how it goes.</summary>
/// <param name="screen">Where it is shown.</param>
/// <param name="signals">What stops it.</param>
/// <param name="isOffline">Whether stand-ins answer.</param>
internal sealed class Driver(IScreen screen, Signals signals, bool isOffline)
{
    private const int FailuresKept = 50;

    private static readonly TimeSpan FrameEvery = TimeSpan.FromMilliseconds(250);

    private readonly Queue<FailureNote> _failures = new();
    private long _failureCount;

    /// <summary>Works until the run ends.</summary>
    public RunResult Drive(RunOptions options)
    {
        using var loop = new Loop(new RealWaiter());
        var result = loop.Run("engine", async node =>
        {
            using var run = new Run(node, options with { Closed = Note });
            signals.Attach(node, run);
            var view = new ProgressMap(options, isOffline);

            // On a node of its own: the run must be able to see that nothing of its own can go on.
            var clock = loop.Node("screen");
            var isOver = false;
            clock.Detach(async () =>
            {
                while (!isOver)
                {
                    Show(run, view, clock);
                    await Task.Delay(FrameEvery, clock.Time);
                }
            });
            try
            {
                return await run.RunAsync();
            }
            finally
            {
                isOver = true;
                Show(run, view, clock);
            }
        });
        screen.End();
        return result;
    }

    private void Show(Run run, ProgressMap view, Node clock)
    {
        if (run.Progress() is { } progress)
        {
            screen.Show(view.Of(progress, clock.Time.Now, [.. _failures]));
        }
    }

    private void Note(ClosedItem closed)
    {
        if (closed.State is ItemState.Failed or ItemState.Review)
        {
            _failures.Enqueue(new(
                ++_failureCount, closed.Item.Key, closed.Item.Title, closed.Stage ?? "",
                (closed.State == ItemState.Review ? "for review: " : "") + closed.Cause));
            if (_failures.Count > FailuresKept)
            {
                _failures.Dequeue();
            }
        }
    }
}
