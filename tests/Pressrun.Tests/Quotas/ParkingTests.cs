using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class ParkingTests
{
    [Fact]
    public void A_longer_wait_prevails()
    {
        var parking = new Parking();
        parking.Park(At(20), "one");
        parking.Park(At(10), "two");
        Assert.Equal((At(20), "one"), (parking.Until, parking.Cause));
    }

    [Fact]
    public void A_long_limit_that_names_a_short_wait_is_taken_at_its_word()
    {
        var parking = new Parking();
        parking.ParkLong(TimeSpan.FromMinutes(6), "lane", At(10));
        Assert.Equal(At(370), parking.Until);
        Assert.True(parking.IsOnTrial);
    }

    [Fact]
    public void A_long_limit_that_names_114_hours_is_tried_after_fifteen_minutes()
    {
        var parking = new Parking();
        parking.ParkLong(TimeSpan.FromHours(114), "lane", At(10));
        Assert.Equal(At(910), parking.Until);
    }

    [Fact]
    public void An_overloaded_provider_that_names_a_wait_gets_it_up_to_ten_minutes()
    {
        var parking = new Parking();
        parking.ParkOverloaded(TimeSpan.FromMinutes(4), new(1), "overloaded", TimeSpan.Zero);
        Assert.Equal(At(240), parking.Until);
        parking.ParkOverloaded(TimeSpan.FromHours(4), new(1), "overloaded", TimeSpan.Zero);
        Assert.Equal(At(600), parking.Until);
    }

    [Fact]
    public void The_breaker_is_never_open_for_more_than_ten_minutes()
    {
        var (parking, random, now) = (new Parking(), new Random(5), TimeSpan.Zero);
        for (var refusal = 1; refusal <= 100; refusal++)
        {
            parking.ParkOverloaded(null, random, "overloaded", now);
            Assert.InRange((parking.Until - now).TotalSeconds, 1, 600);
            now = parking.Until;
        }

        Assert.True(parking.IsOnTrial);
    }

    [Fact]
    public void A_success_of_a_call_admitted_after_the_wait_ends_the_trial_and_forgets_the_past()
    {
        var parking = new Parking();
        parking.ParkLong(null, "lane", TimeSpan.Zero);
        parking.ParkLong(null, "lane", At(900));
        parking.Succeed(parking.Until);
        Assert.False(parking.IsOnTrial);
        parking.ParkLong(null, "lane", At(10_000));
        Assert.Equal(At(10_900), parking.Until);
    }

    [Fact]
    public void A_success_of_a_call_from_before_the_wait_says_nothing()
    {
        var parking = new Parking();
        parking.ParkLong(null, "lane", At(5));
        parking.Succeed(At(4));
        Assert.True(parking.IsOnTrial);
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
