using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class HardCasesTests
{
    [Fact]
    public void A_bucket_that_holds_ten_seconds_slows_down_when_it_is_told_to()
    {
        var booth = new Booth([Limit.PerMinute(600) with { Capacity = 100 }]);
        booth.Offer();
        booth.Refuse(booth.Pump().Single(), Refusal.Acceleration);
        booth.OfferMany(1_000);
        // Half of ten a second, then half as much more each minute: some 60 in ten seconds, not 200.
        Assert.InRange(booth.Drain(TimeSpan.FromSeconds(10)).Count, 1, 80);
    }

    [Theory]
    [InlineData("-9223372036854775808 Requests/60=20")]
    [InlineData("9223372036854775807 Requests/60=20")]
    public void A_snapshot_with_an_impossible_time_does_not_throw(string text)
    {
        var quota = new Quota("lane", [Limit.PerMinute(60)], isOwn: false, TimeSpan.Zero);
        new LaneStart(text).Apply(quota, -5);
        new LaneStart(text).Apply(quota, 5);
        Assert.True(quota.Buckets[0].Level <= 60);
    }

    [Fact]
    public void One_call_alone_is_tried_although_calls_from_before_the_wait_end()
    {
        var booth = new Booth([]);
        booth.OfferMany(10);
        var before = booth.Pump();
        booth.Refuse(before[0], Refusal.RateLong, 600);
        booth.OfferMany(10);
        Assert.Single(booth.Advance(600).Pump());
        booth.Reply(before[1]);
        Assert.Empty(booth.Pump());
    }

    [Fact]
    public void A_restart_takes_tokens_out_as_they_were_estimated_before_it()
    {
        var limit = new Limit(Unit.InputTokens, 60_000, TimeSpan.FromHours(1));
        var booth = new Booth([limit]);
        for (var call = 1; call <= 100; call++)
        {
            booth.Offer(demand: new(100, 0, 0, default));
            booth.Reply(booth.Pump().Single(), new(Input: 200));
        }

        var start = new LaneStart(booth.Governor.Roster.Snapshot(booth.Now, 0)["lane"]);
        booth.OfferMany(20, demand: new(100, 0, 0, default));
        booth.Pump().ForEach(lease => start.AddSent(lease.Demand, 0));
        var found = new Quota("lane", [limit], isOwn: false, TimeSpan.Zero);
        start.Apply(found, 0);
        Assert.True(found.Buckets[0].Level <= booth.Quota.Buckets[0].Level + 1,
            $"Found {found.Buckets[0].Level}, was {booth.Quota.Buckets[0].Level}.");
    }

    [Fact]
    public void Told_to_slow_down_for_114_hours_a_lane_is_tried_before()
    {
        var booth = new Booth([Limit.PerMinute(60)]);
        booth.Offer();
        booth.Refuse(booth.Pump().Single(), Refusal.Acceleration, 114 * 3600);
        booth.Offer();
        booth.Pump();
        Assert.InRange(booth.WakeAt!.Value.TotalHours, 0, 4);
    }

    [Fact]
    public void Told_to_slow_down_for_114_hours_a_lane_without_a_bucket_is_tried_before()
    {
        var booth = new Booth([]);
        booth.Offer();
        booth.Refuse(booth.Pump().Single(), Refusal.Acceleration, 114 * 3600);
        Assert.InRange(booth.Quota.ParkedUntil.TotalHours, 0, 4);
    }

    [Fact]
    public void A_header_with_an_absurdly_small_limit_does_not_stop_a_lane_for_ever()
    {
        var booth = new Booth([Limit.PerMinute(60) with { Headers = new("l", "r", "t") }]);
        booth.Offer();
        booth.Reply(booth.Pump().Single(), reading: new([new(0, 1e-9, 0, null)], null));
        booth.OfferMany(2);
        booth.Pump();
        Assert.Null(booth.Governor.Blocked());
    }

    [Fact]
    public void A_window_of_less_than_one_request_does_not_stop_a_lane_for_ever()
    {
        var booth = new Booth([new(Unit.Requests, 0.5, TimeSpan.FromMinutes(1)) { IsWindow = true }]);
        booth.OfferMany(2);
        booth.Pump().ForEach(lease => booth.Reply(lease));
        booth.Pump();
        Assert.Null(booth.Governor.Blocked());
    }

    [Fact]
    public void A_header_of_an_unnamed_limit_that_tells_nothing_left_stops_no_lane_for_ever()
    {
        var booth = new Booth([Limit.Unknown(Unit.Tokens) with { Headers = new("l", "r", "t") }]);
        booth.Offer();
        booth.Reply(booth.Pump().Single(), reading: new([new(0, null, 0, 5)], null));
        booth.OfferMany(2);
        Assert.Equal(2, booth.Pump().Count);
    }

    [Fact]
    public void What_can_never_fit_is_not_blamed_on_the_budget()
    {
        var booth = new Booth([new(Unit.Requests, 1e-12, TimeSpan.FromMinutes(1))]);
        booth.OfferMany(2);
        booth.Pump().ForEach(lease => booth.Reply(lease));
        booth.Pump();
        Assert.NotEqual(StandstillKind.Money, booth.Governor.Blocked()?.Kind);
    }

    [Fact]
    public void A_call_larger_than_a_ceiling_is_said_to_be()
    {
        var tokens = new Limit(Unit.Tokens, 100, TimeSpan.FromMinutes(1));
        Assert.Null(Exceed(tokens));
        Assert.Contains("one call may need 1,000 of it, and it never holds more than 100",
            Exceed(tokens with { IsCeiling = true }), StringComparison.Ordinal);
        Assert.NotNull(Exceed(tokens with { IsWindow = true }));
        Assert.Null(Exceed(new Limit(Unit.Tokens, 1_000, TimeSpan.FromMinutes(1)) with { IsWindow = true }));

        static string? Exceed(Limit limit)
        {
            var booth = new Booth([limit]);
            return booth.Governor.Exceed(booth.Offer(demand: new(500, 500, 0, default)), booth.Now, 0);
        }
    }

    [Theory]
    [InlineData(6, 20)]
    [InlineData(20, 6)]
    public void A_limit_that_a_person_changes_counts_from_the_next_run_on(double before, double after)
    {
        var learned = new Quota("lane", Given(before), isOwn: false, TimeSpan.Zero);
        var start = new LaneStart(LaneStart.Write(learned, TimeSpan.Zero, 0));
        var next = new Quota("lane", Given(after), isOwn: false, TimeSpan.Zero);
        start.Apply(next, 0);
        Assert.Equal((after, after / 60, after), (next.Buckets[0].Amount, next.Buckets[0].Rate, next.Slots));

        static Limit[] Given(double amount) =>
            [Limit.PerMinute(amount) with { IsCeiling = true }, Limit.AtOnce((int)amount) with { IsCeiling = true }];
    }
}
