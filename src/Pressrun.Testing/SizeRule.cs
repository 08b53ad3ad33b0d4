using Pressrun.Running;

namespace Pressrun.Testing;

/// <summary>
/// Invariant 29: what is in memory depends on the window and on what is in flight, and not on the batch or on what has
/// been. Looked at when nothing is left to run at this moment.
/// </summary>
internal static class SizeRule
{
    // A range has up to four numbers, and texts are cut into up to four pieces.
    private const int PartsMax = 4;

    // One wakes the Governor, one writes the folds, and one those of the run that has just been superseded.
    private const int TimersOfItsOwn = 3;

    // Two commits, a read of the next items, and whoever lets a paused run go on.
    private const int AwaitedOfItsOwn = 4;

    /// <summary>Throws if a process holds more than it can need.</summary>
    public static void Check(RunContext context, int window, bool isInTrouble)
    {
        var live = context.State.Live.Count - 1;
        Check(live, window, "items are in work");
        var (tasks, tasksMax) = (0L, 1L);
        foreach (var stage in context.Pipeline.Stages)
        {
            tasks += context.CountOf(stage).Working;
            tasksMax += stage.IsOnce ? 0 : live * (stage.Each is null ? 1 : PartsMax);
        }

        Check(tasks, tasksMax, "tasks are at work");
        if (context.Caller.IsStopping)
        {
            // What waited has been let go of, and stays in its queue.
            return;
        }

        var governor = context.Governor;
        Check(governor.Waiting + governor.InFlight, tasks, "calls wait or are in flight, and a task has one at most");
        // A task that does not wait for admission has a deadline, pauses before a further try, or is being written.
        var awake = tasks - governor.Waiting;
        if (!isInTrouble)
        {
            Check(context.Node.Timers, awake + TimersOfItsOwn, "timers are set");
            Check(context.Node.Outside, awake + live + AwaitedOfItsOwn, "operations are awaited");
        }
    }

    private static void Check(long count, long most, string what)
    {
        if (count > most)
        {
            throw new Violation(29, $"{count} {what}, and there is reason for {most}");
        }
    }
}
