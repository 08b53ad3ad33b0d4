using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class GrainTests
{
    [Fact]
    public void It_begins_empty_and_refills_at_the_rate_of_the_large_one()
    {
        var grain = new Grain(20, 1, TimeSpan.Zero);
        grain.Evolve(2, Seconds(3));
        Assert.Equal(6, grain.Level);
        grain.Evolve(2, Seconds(60));
        Assert.Equal(20, grain.Level);
    }

    [Fact]
    public void A_time_that_went_back_changes_nothing()
    {
        var grain = new Grain(20, 1, Seconds(5));
        grain.Evolve(2, Seconds(4));
        Assert.Equal(0, grain.Level);
    }

    [Fact]
    public void The_wait_ends_when_the_call_fits_beside_half_a_second_of_refill()
    {
        var grain = new Grain(20, 1, TimeSpan.Zero);
        Assert.Equal(1, grain.WaitSeconds(1, 2));
        grain.Evolve(2, Seconds(1));
        Assert.Equal(0, grain.WaitSeconds(1, 2));
    }

    [Fact]
    public void A_call_larger_than_it_waits_until_it_is_full()
    {
        var grain = new Grain(20, 1, TimeSpan.Zero);
        Assert.Equal(10, grain.WaitSeconds(500, 2));
    }

    [Fact]
    public void It_is_halved_with_each_refusal_and_always_holds_one_call()
    {
        var grain = new Grain(20, 1, TimeSpan.Zero);
        grain.Evolve(2, Seconds(60));
        grain.Refuse(3, Seconds(60));
        Assert.Equal((10.0, 10.0), (grain.Capacity, grain.Level));
        grain.Refuse(3, Seconds(60));
        grain.Refuse(3, Seconds(60));
        Assert.Equal(3, grain.Capacity);
    }

    [Fact]
    public void After_ten_minutes_without_a_refusal_it_is_twice_as_large()
    {
        var grain = new Grain(20, 1, TimeSpan.Zero);
        grain.Evolve(2, Seconds(599));
        Assert.Equal(20, grain.Capacity);
        grain.Evolve(2, Seconds(600));
        Assert.Equal(40, grain.Capacity);
        grain.Evolve(2, Seconds(1_199));
        Assert.Equal(40, grain.Capacity);
    }

    [Fact]
    public void Told_to_slow_down_it_refills_at_half_the_rate_and_half_as_much_more_each_minute()
    {
        var grain = new Grain(1_000, 1, TimeSpan.Zero);
        grain.Slow();
        grain.Evolve(2, Seconds(60));
        Assert.Equal((60.0, 0.75), (grain.Level, grain.Pace));
        grain.Evolve(2, Seconds(120));
        Assert.Equal(1, grain.Pace);
    }

    [Fact]
    public void It_never_stands_still()
    {
        var grain = new Grain(20, 1, TimeSpan.Zero);
        for (var times = 1; times <= 50; times++)
        {
            grain.Slow();
        }

        Assert.Equal(0.05, grain.Pace);
    }

    [Fact]
    public void A_measurement_only_lowers_it()
    {
        var grain = new Grain(20, 1, TimeSpan.Zero);
        grain.Lower(-3);
        grain.Lower(2);
        Assert.Equal(-3, grain.Level);
    }

    [Fact]
    public void What_is_given_back_never_lifts_it_above_what_it_holds()
    {
        var grain = new Grain(20, 1, TimeSpan.Zero);
        grain.Give(15);
        grain.Take(2);
        Assert.Equal(13, grain.Level);
        grain.Give(50);
        Assert.Equal(20, grain.Level);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
