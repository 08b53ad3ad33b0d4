using Pressrun.Model;

namespace Pressrun.Tests.Quotas;

public sealed class RefusalTests
{
    [Fact]
    public void A_refused_request_is_not_given_back_but_its_tokens_are()
    {
        var booth = new Booth([Limit.PerMinute(100), new(Unit.Tokens, 1_000, TimeSpan.FromMinutes(1))]);
        booth.Offer(demand: new(50, 50, 0, default));
        booth.Refuse(booth.Pump().Single(), Refusal.Concurrency);
        Assert.Equal([99.0, 1_000.0], booth.Quota.Buckets.Select(bucket => bucket.Level));
    }

    [Fact]
    public void A_refused_call_gives_its_money_back()
    {
        var booth = new Booth([], new(10));
        booth.Offer();
        booth.Refuse(booth.Pump().Single(), Refusal.Overload);
        Assert.Equal(Money.Zero, booth.Purse.Committed);
    }

    [Fact]
    public void A_short_limit_lowers_the_level_by_what_the_named_wait_refills()
    {
        var booth = new Booth([Limit.PerMinute(60)]);
        booth.Offer();
        booth.Refuse(booth.Pump().Single(), Refusal.RateShort, retryAfterSeconds: 10);
        // Room for one call in 10 s: 1 − 10 × 1/s now, and the refused request cost one more.
        Assert.Equal(-10.0, booth.Quota.Buckets[0].Level);
    }

    [Fact]
    public void A_short_limit_lowers_the_level_by_calls_sent_since_as_well()
    {
        var booth = new Booth([Limit.PerMinute(60)]);
        booth.Offer();
        var refused = booth.Pump().Single();
        booth.OfferMany(5);
        booth.Pump();
        booth.Refuse(refused, Refusal.RateShort, retryAfterSeconds: 10);
        Assert.Equal(-15.0, booth.Quota.Buckets[0].Level);
    }

    [Fact]
    public void What_refilled_since_the_refused_call_was_sent_is_counted()
    {
        var booth = new Booth([Limit.PerMinute(60)]);
        booth.Offer();
        var refused = booth.Pump().Single();
        booth.Advance(4.5).Refuse(refused, Refusal.RateShort, retryAfterSeconds: 10);
        // 4.5 s less half a second for the way.
        Assert.Equal(-6.0, booth.Quota.Buckets[0].Level, 6);
    }

    [Fact]
    public void A_refusal_never_raises_the_level()
    {
        var booth = new Booth([Limit.PerMinute(60)]);
        booth.OfferMany(59);
        var refused = booth.Pump()[0];
        var before = booth.Quota.Buckets[0].Level;
        booth.Advance(0.1).Refuse(refused, Refusal.RateShort, retryAfterSeconds: 0);
        Assert.True(booth.Quota.Buckets[0].Level <= before + 0.11);
    }

    [Fact]
    public void A_refused_call_goes_again_when_the_provider_has_room_for_it()
    {
        var booth = new Booth([Limit.PerMinute(60)]);
        booth.Offer();
        booth.Refuse(booth.Pump().Single(), Refusal.RateShort, retryAfterSeconds: 10);
        booth.Offer();
        var (_, at) = booth.Drain(TimeSpan.FromMinutes(5)).Single();
        Assert.InRange(at.TotalSeconds, 10, 14);
    }

    [Fact]
    public void A_limit_the_provider_names_takes_the_measurement_alone()
    {
        var booth = new Booth([Limit.PerMinute(60), new(Unit.Tokens, 6_000, TimeSpan.FromMinutes(1))]);
        booth.Offer(demand: new(50, 50, 0, default));
        var refusal = new Outcome.Refused(Refusal.RateShort, Unit.Tokens, TimeSpan.FromSeconds(30));
        booth.Governor.Refuse(booth.Pump().Single(), refusal, reading: null, booth.Now);
        Assert.Equal([59.0, 100 - (100 * 30.0)], booth.Quota.Buckets.Select(bucket => bucket.Level));
    }

    [Fact]
    public void A_retry_after_of_114_hours_parks_the_lane_for_15_minutes_only()
    {
        var booth = new Booth([Limit.PerMinute(60)]);
        booth.Offer();
        booth.Refuse(booth.Pump().Single(), Refusal.RateShort, retryAfterSeconds: 114 * 3600);
        booth.Offer();
        Assert.Empty(booth.Pump());
        Assert.Equal(TimeSpan.FromMinutes(15), booth.WakeAt);
        Assert.Single(booth.Drain(TimeSpan.FromMinutes(16)));
    }

    [Fact]
    public void A_long_limit_is_tried_after_15_minutes_then_30_and_up_to_4_hours()
    {
        var booth = new Booth([]);
        var waits = new List<double>();
        for (var round = 1; round <= 7; round++)
        {
            booth.Offer();
            var lease = booth.Drain(TimeSpan.MaxValue).Single().Lease;
            booth.Refuse(lease, Refusal.RateLong, retryAfterSeconds: 200 * 3600);
            waits.Add((booth.Quota.ParkedUntil - booth.Now).TotalMinutes);
        }

        Assert.Equal([15, 30, 60, 120, 240, 240, 240], waits);
    }

    [Fact]
    public void A_success_lets_a_long_limit_begin_at_15_minutes_again()
    {
        var booth = new Booth([]);
        booth.Offer();
        booth.Refuse(booth.Pump().Single(), Refusal.RateLong);
        booth.Offer();
        booth.Reply(booth.Drain(TimeSpan.MaxValue).Single().Lease);
        booth.Offer();
        booth.Refuse(booth.Pump().Single(), Refusal.RateLong);
        Assert.Equal(15, (booth.Quota.ParkedUntil - booth.Now).TotalMinutes);
    }

    [Fact]
    public void Too_many_at_once_lowers_the_slots_to_what_was_in_flight_beside_it()
    {
        var booth = new Booth([Limit.AtOnce(10)]);
        booth.OfferMany(10);
        booth.Refuse(booth.Pump()[0], Refusal.Concurrency);
        Assert.Equal(9, booth.Quota.Slots);
    }

    [Fact]
    public void There_is_always_one_slot()
    {
        var booth = new Booth([Limit.AtOnce(1)]);
        booth.Offer();
        booth.Refuse(booth.Pump().Single(), Refusal.Concurrency);
        Assert.Equal(1, booth.Quota.Slots);
    }

    [Fact]
    public void A_lowered_number_of_slots_is_tried_one_higher_after_30_seconds()
    {
        var booth = new Booth([Limit.AtOnce(10)]);
        booth.OfferMany(20);
        booth.Refuse(booth.Pump()[0], Refusal.Concurrency);
        Assert.Empty(booth.Pump());
        Assert.Equal(TimeSpan.FromSeconds(30), booth.WakeAt);
        Assert.Single(booth.Drain(TimeSpan.FromSeconds(31)));
        Assert.Equal(10, booth.Quota.Slots);
    }

    [Fact]
    public void Slots_that_were_refused_again_are_tried_after_four_times_as_long()
    {
        var booth = new Booth([Limit.AtOnce(10)]);
        booth.OfferMany(20);
        booth.Refuse(booth.Pump()[0], Refusal.Concurrency);
        var tried = booth.Drain(TimeSpan.FromSeconds(31)).Single().Lease;
        booth.Refuse(tried, Refusal.Concurrency);
        Assert.Equal(TimeSpan.FromSeconds(120), booth.Quota.SlotProbeAt - booth.Now);
    }

    [Fact]
    public void Late_refusals_of_the_same_episode_do_not_lengthen_the_probe()
    {
        var booth = new Booth([Limit.AtOnce(10)]);
        booth.OfferMany(10);
        var sent = booth.Pump();
        booth.Advance(1);
        sent.Take(4).ToList().ForEach(lease => booth.Refuse(lease, Refusal.Concurrency));
        Assert.Equal((6, TimeSpan.FromSeconds(30)), (booth.Quota.Slots, booth.Quota.SlotProbeAt - booth.Now));
    }

    [Fact]
    public void An_overloaded_provider_says_nothing_about_the_quota()
    {
        var booth = new Booth([Limit.PerMinute(60)]);
        booth.Offer();
        booth.Refuse(booth.Pump().Single(), Refusal.Overload);
        Assert.Equal(59, booth.Quota.Buckets[0].Level);
    }

    [Fact]
    public void An_overloaded_provider_is_left_alone_for_longer_each_time_and_for_30_seconds_at_the_fifth()
    {
        var booth = new Booth([]);
        var waits = new List<double>();
        for (var round = 1; round <= 5; round++)
        {
            booth.Offer();
            booth.Refuse(booth.Drain(TimeSpan.MaxValue).Single().Lease, Refusal.Overload);
            waits.Add((booth.Quota.ParkedUntil - booth.Now).TotalSeconds);
        }

        var previous = 1.0;
        foreach (var wait in waits.Take(4))
        {
            Assert.InRange(wait, 1, Math.Min(60, 3 * previous));
            previous = wait;
        }

        Assert.Equal(30, waits[4], 6);
    }

    [Fact]
    public void The_second_breaker_lasts_twice_as_long()
    {
        var booth = new Booth([]);
        for (var round = 1; round <= 10; round++)
        {
            booth.Offer();
            booth.Refuse(booth.Drain(TimeSpan.MaxValue).Single().Lease, Refusal.Overload);
        }

        Assert.Equal(60, (booth.Quota.ParkedUntil - booth.Now).TotalSeconds, 6);
    }

    [Fact]
    public void No_credit_stops_that_lane_alone()
    {
        var booth = new Booth([Limit.AtOnce(1)]);
        booth.OfferMany(2);
        booth.Refuse(booth.Pump().Single(), Refusal.NoMoney);
        booth.Offer(item: 9, lane: new("other", []));
        Assert.Equal(9, booth.Pump().Single().Call.Ordinal);
        Assert.Null(booth.WakeAt);
        Assert.Equal("a person", booth.Governor.WaitingCalls().Single().Cause);
        Assert.Equal(["lane says there is no credit"], booth.Governor.Roster.Stopped());
    }

    [Fact]
    public void No_call_leaves_a_parked_lane()
    {
        var booth = new Booth([]);
        booth.OfferMany(2);
        booth.Refuse(booth.Pump()[0], Refusal.RateLong, retryAfterSeconds: 600);
        booth.Offer();
        Assert.Empty(booth.Advance(599).Pump());
        Assert.Single(booth.Advance(1).Pump());
    }
}
