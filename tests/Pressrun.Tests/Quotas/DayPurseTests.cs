using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class DayPurseTests
{
    private static readonly TimeSpan Midnight = TimeSpan.FromHours(10);
    private static readonly Money Each = new(10);

    [Fact]
    public void What_is_lost_counts_on_its_day_only()
    {
        var purse = new DayPurse(new(20), Money.Zero, lost: new(20), Midnight);
        Assert.False(purse.Fits(Each, TimeSpan.Zero));
        Assert.True(purse.MayFit(Each));
        Assert.True(purse.Fits(Each, Midnight));
    }

    [Fact]
    public void What_is_in_flight_at_midnight_counts_on_and_when_it_is_lost_no_more()
    {
        var purse = new DayPurse(new(10), Money.Zero, Money.Zero, Midnight);
        purse.Reserve(Each);
        Assert.False(purse.Fits(Each, Midnight));
        purse.Lose(Each, Midnight);
        Assert.True(purse.Fits(Each, Midnight));
    }

    [Fact]
    public void What_is_lost_today_is_held_until_it_is_found()
    {
        var purse = new DayPurse(new(10), Money.Zero, Money.Zero, Midnight);
        purse.Reserve(Each);
        purse.Lose(Each, Midnight);
        Assert.False(purse.Fits(new(8), TimeSpan.Zero));
        purse.Find(Each, new(2), Midnight);
        Assert.True(purse.Fits(new(8), TimeSpan.Zero));
    }

    [Fact]
    public void What_was_lost_yesterday_and_is_found_today_costs_today()
    {
        var purse = new DayPurse(new(10), Money.Zero, new(10), Midnight);
        Assert.True(purse.Fits(new(10), Midnight));
        purse.Find(Each, new(4), Midnight);
        Assert.True(purse.Fits(new(6), Midnight));
        Assert.False(purse.Fits(new(7), Midnight));
    }

    [Fact]
    public void A_call_dearer_than_a_day_never_fits() =>
        Assert.False(new DayPurse(new(9), Money.Zero, Money.Zero, Midnight).MayFit(Each));
}
