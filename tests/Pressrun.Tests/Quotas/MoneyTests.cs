using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class MoneyTests
{
    [Fact]
    public void Raising_the_budget_admits_exactly_what_fits()
    {
        var booth = new Booth([], new(25));
        booth.OfferMany(10);
        Assert.Equal(2, booth.Pump().Count);
        booth.Purse.Limit = new(55);
        booth.Governor.MarkAll();
        Assert.Equal(3, booth.Pump().Count);
        Assert.Equal(new(50), booth.Purse.Committed);
    }

    [Fact]
    public void A_settled_call_frees_what_it_did_not_cost()
    {
        var booth = new Booth([], new(20));
        booth.OfferMany(4);
        var admitted = booth.Pump();
        booth.Reply(admitted[0], cost: 4);
        Assert.Empty(booth.Pump());
        booth.Reply(admitted[1], cost: 4);
        Assert.Single(booth.Pump());
        Assert.Equal(new(18), booth.Purse.Committed);
    }

    [Fact]
    public void An_unknown_call_keeps_its_money_until_its_late_reply_settles_it()
    {
        var booth = new Booth([], new(15));
        booth.OfferMany(2);
        var lost = booth.Pump().Single();
        booth.Governor.Free(lost, booth.Now);
        Assert.Empty(booth.Pump());
        Assert.Equal(new(10), booth.Purse.Committed);
        booth.Governor.Settle(lost, new(3));
        Assert.Single(booth.Pump());
        Assert.Equal(new(13), booth.Purse.Committed);
    }

    [Fact]
    public void A_cancelled_call_gives_back_everything()
    {
        var booth = new Booth([Limit.PerMinute(10)], new(15));
        booth.Offer();
        var lease = booth.Admit().Single();
        booth.Governor.Cancel(lease, booth.Now);
        Assert.Equal(Money.Zero, booth.Purse.Committed);
        Assert.Equal((10.0, 0), (booth.Quota.Buckets[0].Level, booth.Quota.InFlight));
    }

    [Fact]
    public void An_expired_admission_keeps_its_money_and_gives_back_its_quota()
    {
        var booth = new Booth([Limit.PerMinute(10), Limit.AtOnce(1)], new(15));
        booth.Offer();
        var lease = booth.Admit().Single();
        booth.Governor.Expire(lease, booth.Now);
        Assert.Equal(new(10), booth.Purse.Committed);
        Assert.Equal((10.0, 0), (booth.Quota.Buckets[0].Level, booth.Quota.InFlight));
    }

    [Fact]
    public void An_expired_admission_needs_no_money_a_second_time()
    {
        var booth = new Booth([], new(10));
        var item = new Purse(new(10), Money.Zero);
        var lease = booth.Offer(purse: item);
        booth.Admit();
        booth.Governor.Expire(lease, booth.Now);
        booth.Governor.Offer(lease, booth.Now, 0);
        Assert.Same(lease, booth.Admit().Single());
        Assert.Equal((new Money(10), new Money(10)), (booth.Purse.Committed, item.Committed));
    }

    [Fact]
    public void A_call_its_item_cannot_afford_steps_aside_for_others()
    {
        var booth = new Booth([]);
        var poor = new Purse(new(5), Money.Zero);
        var aside = booth.Offer(item: 1, purse: poor);
        booth.Offer(item: 2);
        Assert.Equal(2, booth.Pump().Single().Call.Ordinal);
        Assert.Equal((LeaseState.WaitingForMoney, "the item's budget"), (aside.State, aside.Cause));
        Assert.Equal(1, booth.Governor.Waiting);
    }

    [Fact]
    public void A_call_that_stepped_aside_comes_back_when_something_of_its_item_is_settled()
    {
        var booth = new Booth([]);
        var item = new Purse(new(15), Money.Zero);
        var running = booth.Offer(item: 1, purse: item);
        var aside = booth.Offer(item: 1, purse: item);
        booth.Pump();
        booth.Reply(running, cost: 4);
        Assert.Same(aside, booth.Pump().Single());
    }

    [Fact]
    public void A_call_that_stepped_aside_is_returned_when_the_governor_closes()
    {
        var booth = new Booth([]);
        var aside = booth.Offer(purse: new(new(5), Money.Zero));
        booth.Pump();
        Assert.Same(aside, booth.Governor.Close().Single());
    }

    [Fact]
    public void A_run_that_waits_for_money_alone_is_blocked_by_it()
    {
        var booth = new Booth([], new(5));
        booth.Offer();
        booth.Pump();
        Assert.StartsWith("the budget: ", booth.Governor.Blocked()!.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_is_not_blocked_while_something_is_in_flight()
    {
        var booth = new Booth([], new(15));
        booth.OfferMany(2);
        booth.Pump();
        Assert.Null(booth.Governor.Blocked());
    }

    [Fact]
    public void A_run_is_not_blocked_while_a_quota_refills()
    {
        var booth = new Booth([Limit.PerMinute(1)]);
        booth.OfferMany(2);
        booth.Pump().ForEach(lease => booth.Reply(lease));
        booth.Pump();
        Assert.Null(booth.Governor.Blocked());
    }

    [Fact]
    public void A_run_that_waits_for_a_stopped_lane_is_blocked_by_that_and_not_by_money()
    {
        var booth = new Booth([Limit.AtOnce(1)], new(1_000));
        booth.OfferMany(2);
        booth.Refuse(booth.Pump().Single(), Refusal.NoMoney);
        booth.Pump();
        Assert.Equal(new("lane says there is no credit", StandstillKind.Lane), booth.Governor.Blocked());
    }
}
