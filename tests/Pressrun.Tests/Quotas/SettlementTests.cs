using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class SettlementTests
{
    private static readonly Demand Asked = new(Input: 100, MaxOutput: 400, Characters: 50, WorstCase: default);

    private static readonly Usage Used = new(Input: 60, CacheRead: 20, Output: 150, Characters: 45);

    [Theory]
    [InlineData(Charge.Reserve, 500, 230)]
    [InlineData(Charge.Actual, 300, 230)]
    [InlineData(Charge.NoRefund, 500, 480)]
    public void Tokens_are_settled_as_the_provider_charges_them(Charge charge, double taken, double charged) =>
        Holds(new Limit(Unit.Tokens, 1_000, TimeSpan.FromHours(1)) { Charge = charge }, taken, charged);

    [Theory]
    [InlineData(Charge.Reserve, 400, 150)]
    [InlineData(Charge.Actual, 200, 150)]
    [InlineData(Charge.NoRefund, 400, 400)]
    public void Output_tokens_are_charged_likewise(Charge charge, double taken, double charged) =>
        Holds(new Limit(Unit.OutputTokens, 1_000, TimeSpan.FromHours(1)) { Charge = charge }, taken, charged);

    [Fact]
    public void Input_tokens_are_charged_with_those_read_from_a_cache() =>
        Holds(new Limit(Unit.InputTokens, 1_000, TimeSpan.FromHours(1)), 100, 80);

    [Fact]
    public void Characters_are_charged_as_reported() =>
        Holds(new Limit(Unit.Characters, 1_000, TimeSpan.FromHours(1)), 50, 45);

    [Fact]
    public void A_request_is_one_whatever_it_used() =>
        Holds(new Limit(Unit.Requests, 1_000, TimeSpan.FromHours(1)), 1, 1);

    [Fact]
    public void A_provider_that_used_more_than_was_taken_leaves_a_debt()
    {
        var booth = new Booth([new Limit(Unit.OutputTokens, 100, TimeSpan.FromHours(1)) { Charge = Charge.Actual }]);
        booth.Offer(demand: new(0, 100, 0, default));
        booth.Reply(booth.Pump().Single(), new(Output: 170));
        Assert.Equal(-70, booth.Quota.Buckets[0].Level);
    }

    [Fact]
    public void A_refund_never_lifts_a_bucket_above_its_capacity()
    {
        var booth = new Booth([new Limit(Unit.Tokens, 1_000, TimeSpan.FromMinutes(1))]);
        booth.Offer(demand: Asked);
        var lease = booth.Pump().Single();
        booth.Advance(600).Reply(lease, Used);
        Assert.Equal(1_000, booth.Quota.Buckets[0].Level);
    }

    [Fact]
    public void A_call_nobody_heard_of_again_frees_its_slot_and_keeps_its_quota()
    {
        var booth = new Booth([Limit.AtOnce(1), new(Unit.Tokens, 1_000, TimeSpan.FromHours(1))]);
        booth.Offer(demand: Asked);
        booth.Governor.Free(booth.Pump().Single(), booth.Now);
        Assert.Equal((0, 500.0), (booth.Quota.InFlight, booth.Quota.Buckets[0].Level));
    }

    [Fact]
    public void What_is_admitted_and_not_sent_does_not_refill()
    {
        var bucket = new Bucket(Limit.PerMinute(60), isOwn: true, TimeSpan.Zero);
        var marks = Enumerable.Range(0, 40).Select(_ => bucket.Take(1, 0, TimeSpan.Zero)).ToList();
        // A disk that stalls for ten minutes: the provider's bucket stays full and holds these 40 as well.
        bucket.Evolve(TimeSpan.FromMinutes(10));
        Assert.Equal(20, bucket.Level);
        marks.ForEach(mark => bucket.Leave(mark, TimeSpan.FromMinutes(10)));
        Assert.Equal(20, bucket.Level);
        bucket.Evolve(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(5));
        Assert.Equal(25, bucket.Level, 6);
    }

    [Fact]
    public void A_refund_does_not_fill_the_room_of_calls_not_sent_yet()
    {
        var bucket = new Bucket(Limit.PerMinute(60), isOwn: true, TimeSpan.Zero);
        var mark = bucket.Take(40, 0, TimeSpan.Zero);
        bucket.Give(mark, 50, TimeSpan.Zero);
        Assert.Equal(20, bucket.Level);
    }

    [Fact]
    public void A_refund_that_came_before_what_was_sent_just_now_does_not_fit_beside_it()
    {
        var tokens = new Bucket(new(Unit.Tokens, 1_500, TimeSpan.FromMinutes(1)), isOwn: true, TimeSpan.Zero);
        var first = tokens.Take(100, 0, TimeSpan.Zero);
        tokens.Leave(first, TimeSpan.Zero);
        var later = TimeSpan.FromSeconds(4);
        tokens.Leave(tokens.Take(300, 0, later), later);
        // The provider was full again when the first call gave 80 back, and then the second one arrived.
        tokens.Give(first, 80, later);
        Assert.Equal(1_200, tokens.Level);
    }

    [Fact]
    public void An_expired_admission_leaves_the_bucket_as_if_it_had_never_been()
    {
        var bucket = new Bucket(Limit.PerMinute(60), isOwn: true, TimeSpan.Zero);
        var mark = bucket.Take(40, 0, TimeSpan.Zero);
        bucket.Undo(mark, TimeSpan.FromSeconds(3));
        Assert.Equal(60, bucket.Level);
        bucket.Take(60, 0, TimeSpan.FromSeconds(3));
        Assert.Equal(0, bucket.Level);
    }

    private static void Holds(Limit limit, double taken, double charged)
    {
        var booth = new Booth([limit]);
        booth.Offer(demand: Asked);
        var lease = booth.Pump().Single();
        Assert.Equal(1_000 - taken, booth.Quota.Buckets[0].Level);
        booth.Reply(lease, Used);
        Assert.Equal(1_000 - charged, booth.Quota.Buckets[0].Level);
    }
}
