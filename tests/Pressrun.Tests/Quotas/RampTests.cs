using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class RampTests
{
    [Fact]
    public void A_burst_opens_within_eight_seconds_whatever_the_steps()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var (ramp, capacity, passed) = (new Ramp(), 1 + (500 * random.NextDouble()), 0.0);
            var closed = capacity;
            while (passed < 8)
            {
                var step = Math.Min(8 - passed, random.NextDouble());
                closed -= ramp.Release(capacity, closed, step);
                passed += step;
                Assert.True(passed >= 8 || closed > 0, $"Seed {seed}: all open after {passed} s.");
            }

            Assert.Equal(0, closed, 1e-9 * capacity);
        }
    }

    [Fact]
    public void It_opens_slowly_at_first()
    {
        var ramp = new Ramp();
        // A fifth opens evenly, the rest faster and faster: 1/8 × (0.2 + 0.8/8) in the first second of eight.
        Assert.Equal(3, ramp.Release(80, 80, 1), 9);
        Assert.Equal(5, ramp.Release(80, 77, 1), 9);
    }

    [Fact]
    public void No_more_opens_than_is_closed()
    {
        var ramp = new Ramp();
        Assert.Equal(10, ramp.Release(80, 10, 8), 9);
        Assert.Equal(0, ramp.Release(80, 0, 8));
    }

    [Fact]
    public void The_wait_for_a_level_is_the_time_in_which_it_opens_and_refills()
    {
        for (var seed = 1; seed <= 500; seed++)
        {
            var random = new Random(seed);
            var (capacity, rate) = (1 + (500 * random.NextDouble()), 0.1 + (20 * random.NextDouble()));
            var ramp = new Ramp();
            var closed = capacity * random.NextDouble();
            closed -= ramp.Release(capacity, closed, 4 * random.NextDouble());
            var lacks = 2 * capacity * random.NextDouble();
            var wait = ramp.SecondsFor(lacks, capacity, closed, rate);
            var there = ramp.Release(capacity, closed, wait) + (rate * wait);
            Assert.True(Math.Abs(there - lacks) <= 1e-6 * capacity, $"Seed {seed}: {there} for {lacks} in {wait} s.");
        }
    }

    [Fact]
    public void Where_nothing_is_closed_or_nothing_lacks_the_refill_alone_counts()
    {
        Assert.Equal(5, new Ramp().SecondsFor(10, 80, 0, 2));
        Assert.Equal(-5, new Ramp().SecondsFor(-10, 80, 80, 2));
    }
}
