namespace Pressrun.Timing;

/// <summary>The clock of a node. Timers fire on the loop. Touched on the loop only.</summary>
public sealed class LoopTime : TimeProvider
{
    private readonly Node _node;
    private readonly Loop _loop;

    internal LoopTime(Node node, Loop loop) => (_node, _loop) = (node, loop);

    /// <summary>Time since the loop began; never goes back. Decisions use this.</summary>
    public TimeSpan Now => TimeSpan.FromTicks(_loop.Now);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => _loop.Now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _loop.UtcNow;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LoopTimer(_node, _loop, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
