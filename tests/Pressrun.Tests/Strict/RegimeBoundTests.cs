using Pressrun.Model;
using Pressrun.Testing.Strict;

namespace Pressrun.Tests.Strict;

/// <summary>The bound of a run on the strict server, worked out by hand.</summary>
public sealed class RegimeBoundTests
{
    [Fact]
    public void Fifty_a_minute_let_600_calls_in_after_660_seconds() =>
        // (600 − 50) / (50 / 60) + 3 + 0.02.
        Assert.Equal(663.02, Seconds(new() { RequestsPerMinute = 50 }, Speech(600, 3)), 6);

    [Fact]
    public void A_small_burst_saves_less() =>
        // (5000 − 8.3333) / 8.3333 + 4 + 0.02.
        Assert.Equal(
            603.02, Seconds(new() { RequestsPerMinute = 500, RequestsCapacity = 500 / 60.0 }, Speech(5000, 4)), 6);

    [Fact]
    public void A_hidden_bucket_binds_too() =>
        Assert.Equal(603.02, Seconds(new() { RequestsPerMinute = 500, HiddenGrain = Shelf.At(1) }, Speech(5000, 4)), 6);

    [Fact]
    public void Few_calls_take_as_long_as_the_longest_of_them() =>
        Assert.Equal(7.02, Seconds(new() { RequestsPerMinute = 50 }, [.. Speech(30, 3), One(7)]), 6);

    [Fact]
    public void Slots_share_all_the_work() =>
        // 800 × 4 / 5.
        Assert.Equal(640.02, Seconds(new() { Slots = 5 }, Speech(800, 4)), 6);

    [Fact]
    public void Reserved_tokens_bind_by_what_is_used() =>
        // (100 × 1,500 − 6,000) / 100 + 4.
        Assert.Equal(1444.02, Seconds(Tokens(Charge.Reserve), Text(100)), 6);

    [Fact]
    public void Tokens_without_refund_bind_by_what_is_asked_for() =>
        // (100 × 3,000 − 6,000) / 100 + 4.
        Assert.Equal(2944.02, Seconds(Tokens(Charge.NoRefund), Text(100)), 6);

    [Fact]
    public void The_last_output_binds_nobody_where_it_is_taken_at_the_end() =>
        // (100 × 1,500 − 500 − 6,000) / 100 + 4.
        Assert.Equal(1439.02, Seconds(Tokens(Charge.Actual), Text(100)), 6);

    [Fact]
    public void A_halved_rate_counts_from_its_time() =>
        // 200 + 300 × 10/3 = 1,200 by 300 s; 1,300 more at 5/3 take 780 s.
        Assert.Equal(
            1084.02,
            Seconds(new() { RequestsPerMinute = 200, Changes = [new(Shelf.At(300), 0.5)] }, Speech(2500, 4)),
            6);

    [Fact]
    public void What_another_tenant_took_is_not_ours() =>
        // 60 at the start, 60 more at one a second, and three that are taken before they are needed.
        Assert.Equal(
            67.02,
            Seconds(new() { RequestsPerMinute = 60 }, Speech(120, 4), Shelf.At(0), Shelf.At(30), Shelf.At(61)),
            6);

    [Fact]
    public void What_another_tenant_took_too_late_does_not_count() =>
        Assert.Equal(64.02, Seconds(new() { RequestsPerMinute = 60 }, Speech(120, 4), Shelf.At(60.5)), 6);

    private static double Seconds(StrictRules rules, StrictCall[] calls, params TimeSpan[] taken) =>
        RegimeBound.Of(rules, calls, taken).Time.TotalSeconds;

    private static StrictRules Tokens(Charge charge) => new() { TokensPerMinute = 6000, TokenCharge = charge };

    private static StrictCall[] Speech(int calls, double work) =>
        [.. Enumerable.Range(0, calls).Select(number => new StrictCall(number, Shelf.At(work)))];

    private static StrictCall[] Text(int calls) =>
        [.. Enumerable.Range(0, calls).Select(number => new StrictCall(number, Shelf.At(4), 1000, 500, 2000))];

    private static StrictCall One(double work) => new(1000, Shelf.At(work));
}
