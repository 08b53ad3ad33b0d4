using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class SilentRateTests
{
    [Fact]
    public void After_thirty_quiet_seconds_three_percent_more_is_tried_then_steps_grow()
    {
        var silent = new SilentRate(TimeSpan.Zero);
        Assert.Equal(100, silent.Try(100, TimeSpan.MinValue, At(29)));
        Assert.Equal(103, silent.Try(100, TimeSpan.MinValue, At(30)), 9);
        Assert.Equal(103, silent.Try(103, TimeSpan.MinValue, At(59)));
        Assert.Equal(103 * 1.051, silent.Try(103, TimeSpan.MinValue, At(60)), 9);
    }

    [Fact]
    public void No_step_is_above_a_quarter()
    {
        var (silent, rate) = (new SilentRate(TimeSpan.Zero), 1.0);
        for (var probe = 1; probe <= 40; probe++)
        {
            var tried = silent.Try(rate, TimeSpan.MinValue, At(30 * probe));
            Assert.InRange(tried / rate, 1.03 - 1e-9, 1.25 + 1e-9);
            rate = tried;
        }
    }

    [Fact]
    public void It_is_not_quiet_until_thirty_seconds_after_a_refusal() =>
        Assert.Equal(100, new SilentRate(TimeSpan.Zero).Try(100, At(20), At(49)));

    [Fact]
    public void What_was_spent_between_two_refusals_over_the_time_is_the_rate()
    {
        var silent = new SilentRate(TimeSpan.Zero);
        Assert.Equal(10, silent.Refuse(10, 100, At(10), null));
        Assert.Equal(8, silent.Refuse(10, 100 + (8 * 30), At(40), null), 9);
        Assert.Equal(6, silent.Refuse(8, 100 + (8 * 30) + (6 * 50), At(90), null), 9);
    }

    [Fact]
    public void Two_refusals_soon_after_each_other_tell_nothing()
    {
        var silent = new SilentRate(TimeSpan.Zero);
        silent.Refuse(10, 100, At(10), null);
        Assert.Equal(10, silent.Refuse(10, 110, At(29.9), null));
        // The first one is still what the next is compared with.
        Assert.Equal(7, silent.Refuse(10, 100 + (7 * 30), At(40), null), 9);
    }

    [Fact]
    public void Where_the_wait_is_named_eight_seconds_are_enough_and_the_level_is_exact()
    {
        var silent = new SilentRate(TimeSpan.Zero);
        silent.Refuse(10, 100, At(10), At(1));
        // Ten seconds passed, and the second time room was half a second nearer: what went refilled in 10.5 s.
        Assert.Equal(80 / 10.5, silent.Refuse(10, 180, At(20), At(0.5)), 9);
    }

    [Fact]
    public void One_refusal_at_most_halves_the_rate_and_none_raises_it()
    {
        var silent = new SilentRate(TimeSpan.Zero);
        silent.Refuse(10, 100, At(10), null);
        Assert.Equal(5, silent.Refuse(10, 101, At(100), null));
        Assert.Equal(5, silent.Refuse(5, 1e6, At(200), null));
    }

    [Fact]
    public void A_first_refusal_takes_back_the_step_that_led_to_it()
    {
        var silent = new SilentRate(TimeSpan.Zero);
        var tried = silent.Try(100, TimeSpan.MinValue, At(30));
        Assert.Equal(100, silent.Refuse(tried, 500, At(35), null));
    }

    [Fact]
    public void Each_refusal_that_teaches_lets_it_wait_twice_as_long_up_to_fifteen_minutes()
    {
        var (silent, waits) = (new SilentRate(TimeSpan.Zero), new List<double>());
        for (var refusal = 1; refusal <= 8; refusal++)
        {
            silent.Refuse(10, 900 * refusal, At(100 * refusal), null);
            waits.Add(silent.ProbeEvery.TotalSeconds);
        }

        Assert.Equal([30, 60, 120, 240, 480, 900, 900, 900], waits);
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
