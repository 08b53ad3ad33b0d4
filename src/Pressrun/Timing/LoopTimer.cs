namespace Pressrun.Timing;

/// <summary>A timer in the loop's heap. Touched on the loop only.</summary>
internal sealed class LoopTimer(Node node, Loop loop, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period;

    /// <summary>Raised with every change; an entry in the heap with another number is stale.</summary>
    public int Version { get; private set; }

    /// <summary>Whether an entry in the heap will fire it.</summary>
    public bool IsArmed { get; private set; }

    public Node Node => node;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        loop.Check();
        Disarm();
        _period = period;
        if (dueTime >= TimeSpan.Zero)
        {
            Arm(dueTime);
        }

        return true;
    }

    public void Fire()
    {
        IsArmed = false;
        node.Timers--;
        if (_period > TimeSpan.Zero)
        {
            Arm(_period);
        }

        callback(state);
    }

    public void Dispose()
    {
        if (loop.IsCurrent)
        {
            Disarm();
        }
        else
        {
            // Task.WaitAsync lets go of its timer on whichever thread completes the task.
            node.Post(Disarm);
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private void Arm(TimeSpan dueTime)
    {
        IsArmed = true;
        node.Timers++;
        var due = long.MaxValue - loop.Now <= dueTime.Ticks ? long.MaxValue - 1 : loop.Now + dueTime.Ticks;
        loop.Schedule(this, due, Version);
    }

    private void Disarm()
    {
        if (!IsArmed)
        {
            return;
        }

        IsArmed = false;
        node.Timers--;
        Version++;
        loop.Unschedule();
    }
}
