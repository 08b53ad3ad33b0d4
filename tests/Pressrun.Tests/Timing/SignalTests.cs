using Pressrun.Timing;

namespace Pressrun.Tests.Timing;

public sealed class SignalTests
{
    [Fact]
    public void A_set_before_the_wait_is_not_lost()
    {
        var signal = new Signal();
        signal.Set();
        Assert.True(signal.WaitAsync().IsCompleted);
    }

    [Fact]
    public void Several_sets_count_once()
    {
        var signal = new Signal();
        signal.Set();
        signal.Set();
        Assert.True(signal.WaitAsync().IsCompleted);
        Assert.False(signal.WaitAsync().IsCompleted);
    }

    [Fact]
    public void A_set_ends_the_wait()
    {
        var signal = new Signal();
        var waiting = signal.WaitAsync();
        Assert.False(waiting.IsCompleted);
        signal.Set();
        Assert.True(waiting.IsCompleted);
    }

    [Fact]
    public void A_set_that_woke_somebody_is_used_up()
    {
        var signal = new Signal();
        _ = signal.WaitAsync();
        signal.Set();
        Assert.False(signal.WaitAsync().IsCompleted);
    }
}
