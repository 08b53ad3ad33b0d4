using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

/// <summary>What a user allows over several lanes together.</summary>
public sealed class SharedLimitsTests
{
    private static readonly Lane Other = new("other", []);

    [Fact]
    public void Lanes_that_share_two_slots_have_two_calls_in_flight_together()
    {
        var booth = Booth(Limit.AtOnce(2));
        for (var item = 1; item <= 3; item++)
        {
            booth.Offer(item: item);
            booth.Offer(item: item, lane: Beside(booth));
        }

        var first = booth.Pump();
        Assert.Equal(2, first.Count);
        booth.Reply(first[0]);
        Assert.Single(booth.Pump());
    }

    [Fact]
    public void Who_waits_is_told_what_the_lanes_share()
    {
        var booth = Booth(Limit.AtOnce(1));
        booth.Offer(item: 1);
        var waiting = booth.Offer(item: 2, lane: Beside(booth));
        booth.Pump();
        Assert.Equal("both, 1 at once", waiting.Cause);
    }

    [Fact]
    public void A_large_call_is_not_overtaken_for_ever_by_small_ones_of_another_lane()
    {
        var booth = Booth(new Limit(Unit.Tokens, 600, TimeSpan.FromMinutes(1)));
        Assert.Single(Offered(booth.Offer(item: 1, demand: new(600, 0, 0, default))));
        var large = booth.Offer("last", item: 2, demand: new(500, 0, 0, default));
        for (var second = 0; second < 60 && large.State == LeaseState.Waiting; second++)
        {
            booth.Offer(item: 10 + second, demand: new(10, 0, 0, default), lane: Beside(booth));
            booth.Advance(1).Pump();
        }

        Assert.NotEqual(LeaseState.Waiting, large.State);

        List<Lease> Offered(Lease _) => booth.Pump();
    }

    [Fact]
    public void A_lane_that_is_out_keeps_nothing_from_the_others()
    {
        var booth = Booth(Limit.AtOnce(1));
        var first = booth.Offer("last");
        booth.Pump();
        booth.Governor.Stop(first, "no money");
        booth.Offer("last", item: 2);
        var beside = booth.Offer(item: 3, lane: Beside(booth));
        booth.Reply(first);
        Assert.Equal([beside], booth.Pump());
    }

    [Fact]
    public void What_the_lanes_share_goes_on_in_the_next_process_where_it_stood()
    {
        var booth = Booth(Limit.PerMinute(60));
        booth.OfferMany(40);
        Assert.Equal(40, booth.Pump().Count);
        var known = booth.Governor.Roster.Snapshot(booth.Now, 0);

        var next = Booth(Limit.PerMinute(60));
        next.Governor.Roster.Expect("both", new(known["both"]), 0);
        next.OfferMany(40);
        Assert.InRange(next.Pump().Count, 19, 20);
    }

    private static Booth Booth(params Limit[] shared)
    {
        var booth = new Booth([]);
        booth.Lane = booth.Lane with { Within = new("both", shared) };
        return booth;
    }

    private static Lane Beside(Booth booth) => Other with { Within = booth.Lane.Within };
}
