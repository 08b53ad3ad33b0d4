using Pressrun.Model;
using Pressrun.Reporting;

namespace Pressrun.Tests.Reporting;

/// <summary>The parts of the lower bound, in figures worked out by hand.</summary>
public sealed class LowerBoundTests
{
    private static readonly Limit Sixty = Limit.PerMinute(60);

    [Fact]
    public void Nothing_to_do_takes_no_time()
    {
        var bound = LowerBound.Of(new());
        Assert.Equal((0, null, null), (bound.Seconds, bound.Binding, bound.DoubledSeconds));
    }

    [Fact]
    public void A_limit_that_nobody_uses_does_not_bind() =>
        Assert.Empty(LowerBound.Of(new() { Loads = [new("a", Sixty, []), new("b", Limit.AtOnce(1), [])] }).Candidates);

    [Fact]
    public void A_bucket_that_was_half_empty_binds_earlier() =>
        // (100 − 30) / 1 + 2.
        Near(72, Seconds(new Load("a", Sixty, Uses(100, 0, 2)) { Level = 30 }));

    [Fact]
    public void A_bucket_refills_before_the_first_call_can_come() =>
        // By 20 s it holds 50; the other 50 take as many seconds.
        Near(72, Seconds(new Load("a", Sixty, Uses(100, 20, 2)) { Level = 30 }));

    [Fact]
    public void A_bucket_is_never_fuller_than_full() =>
        // After 1,000 s it holds 60.
        Near(1042, Seconds(new Load("a", Sixty, Uses(100, 1000, 2)) { Level = 30 }));

    [Fact]
    public void Calls_with_a_long_tail_bind_by_themselves()
    {
        // All 80: 20 + 1. The 70 with a tail of 30: 10 + 30.
        Use[] uses = [.. Uses(10, 0, 1), .. Uses(70, 0, 30)];
        Near(40, Seconds(new("a", Sixty, uses)));
    }

    [Fact]
    public void The_order_of_the_calls_does_not_matter()
    {
        Use[] uses = [.. Uses(40, 5, 1), .. Uses(70, 0, 30), .. Uses(30, 0, 7)];
        Use[] reversed = [.. uses.Reverse()];
        Assert.Equal(Seconds(new("a", Sixty, uses)), Seconds(new("a", Sixty, reversed)));
    }

    [Fact]
    public void What_comes_after_a_call_counts_with_its_own_work() =>
        Near(40 + 3 + 4, Seconds(new("a", Sixty, [.. Enumerable.Repeat(new Use(1, 0, 3, 4), 100)])));

    [Fact]
    public void Output_that_is_taken_late_keeps_nobody_out_while_it_may_be_outstanding()
    {
        // 100 a second, full at 6,000. Ten inputs of 100 fit at once, so all ten outputs may still be outstanding.
        var tokens = new Limit(Unit.Tokens, 6000, TimeSpan.FromMinutes(1));
        Near(5, Seconds(new("a", tokens, [.. Enumerable.Repeat(new Use(1000, 0, 5, 0) { Late = 900 }, 10)])));
    }

    [Fact]
    public void Output_that_is_taken_late_binds_all_but_the_last_calls()
    {
        // Within 5 s no more than 6,500 of input fit: 65 calls owe 58,500 of the 100,000. (41,500 − 6,000) / 100 + 5.
        var tokens = new Limit(Unit.Tokens, 6000, TimeSpan.FromMinutes(1));
        Near(360, Seconds(new("a", tokens, [.. Enumerable.Repeat(new Use(1000, 0, 5, 0) { Late = 900 }, 100)])));
    }

    [Fact]
    public void The_calls_that_owe_most_for_what_they_take_early_may_be_the_last()
    {
        // Of 78,000 the 65 large ones may owe 58,500: (19,500 − 6,000) / 100 + 5.
        var tokens = new Limit(Unit.Tokens, 6000, TimeSpan.FromMinutes(1));
        var large = Enumerable.Repeat(new Use(1000, 0, 5, 0) { Late = 900 }, 65);
        var small = Enumerable.Repeat(new Use(200, 0, 5, 0) { Late = 100 }, 65);
        Near(140, Seconds(new("a", tokens, [.. small, .. large])));
    }

    [Fact]
    public void A_rate_that_varies_counts_by_its_pieces() =>
        // 60 at the start, 10 by 10 s, none until 100 s, then two a second for the other 30.
        Near(115, Seconds(new Load("a", Sixty, Uses(100, 0, 0)) { Rates = [new(0, 1), new(10, 0), new(100, 2)] }));

    [Fact]
    public void What_has_refilled_just_before_a_long_pause_need_not_wait_for_its_end() =>
        Near(10, Seconds(new Load("a", Sixty, Uses(70, 0, 0))
        {
            Rates = [new(0, 1), new(10, 0), new(20, 0), new(30, 0), new(100, 2)],
        }));

    [Fact]
    public void A_rate_that_ends_before_the_calls_do_never_ends() =>
        Assert.Equal(
            double.PositiveInfinity,
            Seconds(new Load("a", Sixty, Uses(100, 0, 0)) { Rates = [new(0, 1), new(10, 0)] }));

    [Fact]
    public void Pieces_of_a_rate_that_overlap_are_a_mistake()
    {
        var load = new Load("a", Sixty, Uses(1, 0, 0)) { Rates = [new(0, 1), new(10, 0), new(10, 2)] };
        var thrown = Assert.Throws<ArgumentException>(() => load.Seconds());
        Assert.Contains("rate 2 begins at 10 s", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slots_work_in_waves() => Near(12, Seconds(new("a", Limit.AtOnce(4), Uses(9, 0, 4))));

    [Fact]
    public void Slots_begin_when_the_first_call_can_come_and_end_with_what_comes_after() =>
        Near(10 + 12 + 3, Seconds(new("a", Limit.AtOnce(4), [.. Enumerable.Repeat(new Use(1, 10, 4, 3), 9)])));

    [Fact]
    public void Calls_with_much_to_come_after_them_bind_slots_by_themselves()
    {
        // All 20: 20 · 1 / 1. The five with 30 after them: 5 + 30.
        Use[] uses = [.. Uses(15, 0, 1), .. Enumerable.Repeat(new Use(1, 0, 1, 30), 5)];
        Near(35, Seconds(new("a", Limit.AtOnce(1), uses)));
    }

    [Theory]
    [InlineData(900, 3)]
    [InlineData(1100, 103)]
    [InlineData(2000, 103)]
    [InlineData(2001, 1103)]
    public void An_allowance_waits_for_whole_resets(double needed, double seconds) =>
        Near(seconds, Month(needed).Seconds);

    [Fact]
    public void Doubling_a_rate_shows_what_would_bind_then()
    {
        var bound = LowerBound.Of(new()
        {
            Loads = [new("a", Sixty, Uses(660, 0, 0)), new("b", Limit.AtOnce(1), Uses(1, 0, 200))],
            Paths = [new("x", 50)],
        });
        // (660 − 120) / 2 = 270 is still more than 200.
        Assert.Equal(["a: 60/min", "b: 1 at once", "the longest item, x"], bound.Candidates.Select(each => each.Name));
        Near(600, bound.Seconds);
        Near(270, bound.DoubledSeconds!.Value);
    }

    [Fact]
    public void Doubling_never_gives_more_than_the_next_limit_allows()
    {
        Load[] loads = [new("a", Limit.AtOnce(1), Uses(100, 0, 1)), new("b", Limit.AtOnce(1), Uses(80, 0, 1))];
        Near(80, LowerBound.Of(new() { Loads = loads }).DoubledSeconds!.Value);
    }

    [Fact]
    public void Doubling_an_allowance_saves_a_reset()
    {
        var bound = LowerBound.Of(new() { Allowances = [Month(1100)] });
        Near(3, bound.DoubledSeconds!.Value);
    }

    [Fact]
    public void An_item_cannot_be_doubled()
    {
        var bound = LowerBound.Of(new() { Paths = [new("x", 50), new("y", 70)] });
        Assert.Equal(("the longest item, y", null), (bound.Binding!.Name, bound.DoubledSeconds));
    }

    [Fact]
    public void Limits_that_bind_alike_stand_in_the_order_given()
    {
        Load[] loads = [new("b", Sixty, Uses(100, 0, 0)), new("a", Sixty, Uses(100, 0, 0))];
        var names = LowerBound.Of(new() { Loads = loads }).Candidates.Select(each => each.Name);
        Assert.Equal(["b: 60/min", "a: 60/min"], names);
    }

    [Fact]
    public void A_run_within_its_budget_is_short_of_nothing() => Assert.Equal(
        Money.Zero, LowerBound.Of(new() { Cost = Money.FromUsd(3), Budget = Money.FromUsd(4) }).Shortfall);

    [Fact]
    public void Without_a_budget_nothing_is_short() =>
        Assert.Equal(Money.Zero, LowerBound.Of(new() { Cost = Money.FromUsd(3) }).Shortfall);

    [Fact]
    public void A_million_calls_have_a_bound_too()
    {
        var uses = Enumerable.Range(0, 1_000_000).Select(call => new Use(1, call % 7, 1 + (call % 11), call % 13));
        Near(999_941, Seconds(new("a", Sixty, [.. uses])));
    }

    // 1,000 are left, 1,000 more come after 100 s, then every 1,000 s.
    private static Allowance Month(double needed) => new("speech", 1000, 1000, 100, 1000, needed, 3);

    private static double Seconds(Load load) => LowerBound.Of(new() { Loads = [load] }).Seconds;

    private static Use[] Uses(int calls, double head, double work) =>
        [.. Enumerable.Repeat(new Use(1, head, work, 0), calls)];

    private static void Near(double expected, double actual) =>
        Assert.True(Math.Abs(actual - expected) <= 1e-9 * Math.Max(1, expected), $"{actual} is not {expected}.");
}
