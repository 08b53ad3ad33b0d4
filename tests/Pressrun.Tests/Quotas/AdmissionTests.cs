using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Quotas;

public sealed class AdmissionTests
{
    [Fact]
    public void A_call_whose_admission_expired_goes_before_those_that_wait_for_its_money()
    {
        var booth = new Booth([], new(10));
        var expired = booth.Offer(item: 9);
        booth.Admit();
        booth.Governor.Expire(expired, booth.Now);
        booth.Offer(item: 1);
        booth.Governor.Offer(expired, booth.Now, 0);
        Assert.Equal([expired], booth.Admit());
    }

    [Fact]
    public void Calls_go_as_long_as_there_are_slots()
    {
        var booth = new Booth([Limit.AtOnce(3)]);
        booth.OfferMany(5);
        Assert.Equal([1L, 2, 3], booth.Pump().Select(lease => lease.Call.Ordinal));
        Assert.Equal((3, 2), (booth.Governor.InFlight, booth.Governor.Waiting));
    }

    [Fact]
    public void A_slot_that_is_freed_serves_the_next_call()
    {
        var booth = new Booth([Limit.AtOnce(1)]);
        booth.OfferMany(2);
        booth.Reply(booth.Pump().Single());
        Assert.Equal(2, booth.Pump().Single().Call.Ordinal);
    }

    [Fact]
    public void A_call_that_waits_changes_no_bucket_no_slot_and_no_money()
    {
        var booth = new Booth([Limit.AtOnce(9), Limit.PerMinute(60), Tokens(100)], new(1_000));
        booth.Offer(demand: new(30, 30, 0, new(10)));
        booth.Pump();
        var before = Books(booth);
        // The tokens bind; requests, slots and money would have room.
        var waiting = booth.Offer(demand: new(50, 50, 0, new(10)));
        booth.Pump();
        Assert.Equal(LeaseState.Waiting, waiting.State);
        Assert.Equal(before, Books(booth));
    }

    [Fact]
    public void A_call_that_waits_says_for_what()
    {
        var booth = new Booth([Tokens(100)]);
        booth.OfferMany(2, demand: new(50, 40, 0, default));
        booth.Pump();
        Assert.Equal("lane, 100 tokens/min", booth.Governor.WaitingCalls().Single().Cause);
    }

    [Fact]
    public void A_lease_ends_once()
    {
        var booth = new Booth([]);
        booth.Offer();
        var lease = booth.Pump().Single();
        booth.Reply(lease);
        Assert.Throws<InvalidOperationException>(() => booth.Reply(lease));
        Assert.Throws<InvalidOperationException>(() => booth.Governor.Free(lease, booth.Now));
        Assert.Throws<InvalidOperationException>(() => booth.Refuse(lease, Refusal.Overload));
        Assert.Throws<InvalidOperationException>(() => booth.Governor.Expire(lease, booth.Now));
        Assert.Equal(0, booth.Governor.InFlight);
    }

    [Fact]
    public void A_call_of_a_later_stage_goes_first_to_finish_its_item()
    {
        var booth = new Booth([Limit.AtOnce(1)]);
        booth.Offer("first", item: 1);
        booth.Offer("last", item: 9);
        Assert.Equal("last", booth.Pump().Single().Call.Stage);
    }

    [Fact]
    public void Within_a_stage_the_best_rank_goes_first()
    {
        var booth = new Booth([Limit.AtOnce(1)]);
        booth.Offer(item: 3);
        booth.Offer(item: 1);
        booth.Offer(item: 2);
        Assert.Equal(1, booth.Pump().Single().Call.Ordinal);
    }

    [Fact]
    public void A_call_that_waited_over_ten_minutes_goes_before_later_stages()
    {
        var booth = new Booth([Limit.AtOnce(1)]);
        var running = Start(booth);
        booth.Offer("first", item: 5);
        booth.Advance(601).Offer("last", item: 1);
        booth.Reply(running);
        Assert.Equal(5, booth.Pump().Single().Call.Ordinal);
    }

    [Fact]
    public void A_call_that_waited_ten_minutes_and_no_more_does_not()
    {
        var booth = new Booth([Limit.AtOnce(1)]);
        var running = Start(booth);
        booth.Offer("first", item: 5);
        booth.Advance(600).Offer("last", item: 1);
        booth.Reply(running);
        Assert.Equal("last", booth.Pump().Single().Call.Stage);
    }

    [Fact]
    public void A_stage_out_of_slots_is_passed_over()
    {
        var booth = new Booth([], null,
            new Stage("first", Deed.Asks("1")), new Stage("last", Deed.Asks("2")) { Limits = [Limit.AtOnce(1)] });
        booth.OfferMany(2, "last");
        booth.Offer("first", item: 9);
        Assert.Equal(["last", "first"], booth.Pump().Select(lease => lease.Call.Stage));
    }

    [Fact]
    public void A_stage_out_of_its_rate_is_passed_over_and_comes_back_in_time()
    {
        var booth = new Booth([], null, new Stage("first", Deed.Asks("1")),
            new Stage("last", Deed.Asks("2")) { Limits = [new(Unit.Requests, 1, TimeSpan.FromMinutes(1))] });
        booth.OfferMany(2, "last");
        booth.Offer("first", item: 9);
        Assert.Equal(["last", "first"], booth.Pump().Select(lease => lease.Call.Stage));
        Assert.InRange(booth.WakeAt!.Value.TotalSeconds, 60, 61);
        Assert.Equal("last", booth.Drain(TimeSpan.FromSeconds(70)).Single().Lease.Call.Stage);
    }

    [Fact]
    public void A_large_call_at_the_head_of_a_lane_is_not_overtaken_by_small_ones()
    {
        var booth = new Booth([Tokens(100)]);
        booth.Offer(item: 1, demand: new(60, 0, 0, default));
        booth.Pump();
        booth.Offer(item: 2, demand: new(80, 0, 0, default));
        booth.Offer(item: 3, demand: new(1, 0, 0, default));
        Assert.Empty(booth.Pump());
        Assert.Equal([2L, 3], booth.Drain(TimeSpan.FromMinutes(2)).Select(one => one.Lease.Call.Ordinal));
    }

    [Fact]
    public void A_lane_that_waits_does_not_hold_up_another()
    {
        var booth = new Booth([Limit.AtOnce(1)]);
        booth.OfferMany(2);
        booth.Offer(item: 3, lane: new("other", []));
        Assert.Equal([1L, 3], booth.Pump().Select(lease => lease.Call.Ordinal));
    }

    [Fact]
    public void A_slot_of_a_stage_freed_on_one_lane_serves_another_lane()
    {
        var booth = new Booth([], null, new Stage("first", Deed.Asks("1")) { Limits = [Limit.AtOnce(1)] });
        booth.Offer(item: 1);
        booth.Offer(item: 2, lane: new("other", []));
        booth.Reply(booth.Pump().Single());
        Assert.Equal(2, booth.Pump().Single().Call.Ordinal);
    }

    [Fact]
    public void Nothing_goes_while_admission_is_held()
    {
        var booth = new Booth([]);
        booth.Offer();
        booth.Governor.Hold(isHeld: true);
        Assert.Empty(booth.Pump());
        Assert.Null(booth.WakeAt);
        booth.Governor.Hold(isHeld: false);
        Assert.Single(booth.Pump());
    }

    [Fact]
    public void A_closed_governor_returns_every_call_that_waits_and_admits_none()
    {
        var booth = new Booth([Limit.AtOnce(1)]);
        booth.OfferMany(3);
        booth.Pump();
        Assert.Equal([2L, 3], booth.Governor.Close().Select(lease => lease.Call.Ordinal).Order());
        Assert.Empty(booth.Pump());
    }

    [Fact]
    public void With_nothing_but_events_to_wait_for_there_is_no_wake_up()
    {
        var booth = new Booth([Limit.AtOnce(1)]);
        booth.OfferMany(2);
        booth.Pump();
        Assert.Null(booth.WakeAt);
    }

    [Fact]
    public void With_nothing_to_admit_there_is_no_wake_up()
    {
        var booth = new Booth([Limit.PerMinute(1)]);
        booth.Offer();
        booth.Pump();
        Assert.Null(booth.WakeAt);
    }

    [Fact]
    public void Many_waiting_calls_have_one_wake_up()
    {
        var booth = new Booth([Limit.PerMinute(60) with { Capacity = 2 }]);
        booth.OfferMany(100);
        Assert.Single(booth.Pump());
        // One second of refill for a call, and the half a second kept in hand.
        Assert.InRange(booth.WakeAt!.Value.TotalSeconds, 0.4, 1.2);
    }

    [Fact]
    public void A_call_larger_than_the_bucket_goes_alone_when_it_is_full()
    {
        var booth = new Booth([Tokens(100)]);
        booth.Offer(demand: new(20, 0, 0, default));
        booth.Pump();
        booth.Offer(item: 2, demand: new(500, 0, 0, default));
        var (_, at) = booth.Drain(TimeSpan.FromHours(1)).Single();
        Assert.InRange(at.TotalSeconds, 12, 12.2);
        Assert.InRange(booth.Quota.Buckets[0].Level, -400.001, -399.999);
    }

    private static Lease Start(Booth booth)
    {
        booth.Advance(1).Offer();
        return booth.Pump().Single();
    }

    private static Limit Tokens(double perMinute) => new(Unit.Tokens, perMinute, TimeSpan.FromMinutes(1));

    private static string Books(Booth booth) => string.Join(' ',
        booth.Quota.Buckets.Select(bucket => $"{bucket.Level:R}").Append($"{booth.Quota.InFlight}")
            .Append($"{booth.Purse.Committed}"));
}
