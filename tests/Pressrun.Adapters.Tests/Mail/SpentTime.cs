namespace Pressrun.Adapters.Tests.Mail;

/// <summary>Time that stands still until it is spent: then every time limit is over, the later ones too.</summary>
internal sealed class SpentTime : TimeProvider
{
    private readonly Lock _door = new();
    private readonly List<ITimer> _timers = [];
    private bool _isSpent;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_door)
        {
            var timer = base.CreateTimer(
                callback, state, _isSpent ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timers.Add(timer);
            return timer;
        }
    }

    public void Spend()
    {
        lock (_door)
        {
            _isSpent = true;
            foreach (var timer in _timers)
            {
                timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
