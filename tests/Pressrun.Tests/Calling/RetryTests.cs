using Pressrun.Calling;

namespace Pressrun.Tests.Calling;

public sealed class RetryTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1_000, 60)]
    public void The_pause_before_a_try_lies_between_half_and_all_of_its_bound(int tries, double most)
    {
        var jitter = new Random(1);
        var delays = Enumerable.Range(0, 1_000).Select(_ => Retry.Delay(tries, jitter).TotalSeconds).ToList();
        Assert.InRange(delays.Min(), most / 2, most * 0.51);
        Assert.InRange(delays.Max(), most * 0.99, most);
    }

    [Fact]
    public void Calls_that_failed_together_do_not_come_back_together()
    {
        var jitter = new Random(1);
        var delays = Enumerable.Range(0, 100).Select(_ => Retry.Delay(3, jitter)).ToList();
        Assert.Equal(100, delays.Distinct().Count());
    }
}
