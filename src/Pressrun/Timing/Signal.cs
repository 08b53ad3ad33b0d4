namespace Pressrun.Timing;

/// <summary>
/// Wakes one waiter on the loop: a <see cref="Set"/> before the wait is not lost, several count once. Touched on the
/// loop only.
/// </summary>
internal sealed class Signal
{
    private TaskCompletionSource? _waiter;
    private bool _isSet;

    public void Set()
    {
        if (_waiter is { } waiter)
        {
            _waiter = null;
            waiter.SetResult();
        }
        else
        {
            _isSet = true;
        }
    }

    public Task WaitAsync()
    {
        if (_isSet)
        {
            _isSet = false;
            return Task.CompletedTask;
        }

        return (_waiter ??= new()).Task;
    }
}
