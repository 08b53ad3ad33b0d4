using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Quotas;

public sealed class TrialTests
{
    private static readonly Limit Tokens = new(Unit.Tokens, 100, TimeSpan.FromMinutes(1));

    [Fact]
    public void A_call_that_waited_too_long_does_not_break_the_limit_of_its_stage()
    {
        var booth = new Booth([Limit.AtOnce(1)], null,
            new Stage("first", Deed.Asks("1")) { Limits = [Tokens] }, new Stage("last", Deed.Asks("2")));
        var running = booth.Advance(1).Offer("last");
        booth.Pump();
        booth.Offer("first", item: 5, demand: new(80, 0, 0, default));
        booth.Pump();
        booth.Advance(700);
        // Another lane takes most of the stage's tokens; then a small call of better rank arrives.
        booth.Offer("first", item: 6, demand: new(90, 0, 0, default), lane: new("other", []));
        booth.Pump();
        var small = booth.Offer("first", item: 1, demand: new(1, 0, 0, default));
        booth.Reply(running);
        booth.Pump();
        Assert.True(small.Queue.Stage.Buckets[0].Level >= 0, $"{small.Queue.Stage.Buckets[0].Level}");
    }

    [Fact]
    public void Two_buckets_of_one_unit_come_back_each_with_its_own_level()
    {
        Limit[] limits = [Limit.PerMinute(500), new(Unit.Requests, 10_000, TimeSpan.FromDays(1))];
        var before = new Quota("lane", limits, isOwn: false, TimeSpan.Zero);
        var after = new Quota("lane", limits, isOwn: false, TimeSpan.Zero);
        new LaneStart(LaneStart.Write(before, TimeSpan.Zero, 0)).Apply(after, 0);
        Assert.Equal(10_000, after.Buckets[1].Level);
    }

    [Fact]
    public void A_retry_after_of_114_hours_with_an_overload_is_tried_before()
    {
        var booth = new Booth([]);
        booth.Offer();
        booth.Refuse(booth.Pump().Single(), Refusal.Overload, 114 * 3600);
        Assert.InRange(booth.Quota.ParkedUntil.TotalHours, 0, 4);
    }

    [Fact]
    public void After_a_long_limit_one_call_is_tried_and_not_all()
    {
        var booth = new Booth([]);
        booth.OfferMany(50);
        var first = booth.Pump()[0];
        booth.Refuse(first, Refusal.RateLong, 200 * 3600);
        booth.OfferMany(50);
        Assert.Single(booth.Drain(TimeSpan.FromMinutes(16)));
    }

    [Fact]
    public void A_call_its_item_cannot_afford_does_not_lend_its_age_to_the_next()
    {
        var booth = new Booth([Limit.AtOnce(1)]);
        var running = booth.Advance(1).Offer();
        booth.Pump();
        booth.Offer("first", item: 5, purse: new(new(5), Money.Zero));
        booth.Advance(700);
        booth.Offer("first", item: 6);
        booth.Offer("last", item: 7);
        booth.Reply(running);
        Assert.Equal("last", booth.Pump().Single().Call.Stage);
    }
}
