namespace Pressrun.Adapters.Tests.Batches;

/// <summary>A clock whose waits take a thousandth of what they say, for what must run over a real socket.</summary>
internal sealed class HastyTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Hasten(dueTime), Hasten(period));

    private static TimeSpan Hasten(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / 1000;
}
