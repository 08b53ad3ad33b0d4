using Pressrun.Model;
using Pressrun.Stages;
using Pressrun.Testing;
using Pressrun.Testing.Strict;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Reporting;

public sealed class MeasuredTests
{
    public static TheoryData<string> Regimes => [.. Regime.All.Select(regime => regime.Name)];

    [Theory]
    [MemberData(nameof(Regimes))]
    public void What_a_run_says_of_its_bound_can_be(string regime)
    {
        foreach (var mode in Enum.GetValues<RegimeMode>())
        {
            BoundRule.Check(Run(regime, mode).Measured!);
        }
    }

    // A hint that proves wrong, a rate that changes and another tenant are known only as far as headers show them.
    [Theory]
    [InlineData("1", 0.002)]
    [InlineData("1b", 0.002)]
    [InlineData("1c", 0.002)]
    [InlineData("2", 0.002)]
    [InlineData("2c", 0.002)]
    [InlineData("4", 0.005)]
    [InlineData("4b", 0.002)]
    [InlineData("5", 0.005)]
    [InlineData("6", 0.02)]
    [InlineData("G2", 0.002)]
    [InlineData("G3", 0.002)]
    [InlineData("G5", 0.002)]
    [InlineData("G8", 0.005)]
    public void With_headers_the_bound_a_run_reports_is_the_true_one(string regime, double within)
    {
        foreach (var mode in (RegimeMode[])[RegimeMode.Headers, RegimeMode.Zero])
        {
            var result = Run(regime, mode);
            Assert.InRange(result.Measured!.Seconds / result.Bound.TotalSeconds, 1 - within, 1 + within);
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1c")]
    [InlineData("2")]
    [InlineData("2c")]
    [InlineData("4")]
    [InlineData("6")]
    [InlineData("G1")]
    [InlineData("G3")]
    public void The_books_leave_no_more_than_a_hundredth_of_the_gap_unexplained(string regime)
    {
        foreach (var mode in Enum.GetValues<RegimeMode>())
        {
            var bound = Run(regime, mode).Measured!;
            var other = bound.Gap.Where(part => part.Cause == "other").Sum(part => part.Seconds);
            Assert.True(Math.Abs(other) <= 0.01 * (bound.Elapsed - bound.Seconds), $"{mode}: {other} in {bound}");
        }
    }

    [Fact]
    public void A_burst_lost_to_a_bucket_that_no_header_shows_is_named()
    {
        var gap = Run("G1", RegimeMode.Headers).Measured!.Gap;
        Assert.Contains(gap, part => part is { Cause: "refused calls", Seconds: > 0 });
        Assert.Contains(gap, part => part is { Cause: "the last calls beyond the shortest", Seconds: > 1 });
    }

    [Fact]
    public void The_limit_that_binds_is_named_as_a_user_writes_it()
    {
        Assert.Equal("strict: 50/min", Run("1", RegimeMode.Headers).Measured!.Binding);
        Assert.Equal("strict: 50/min", Run("4", RegimeMode.Headers).Measured!.Binding);
        Assert.Equal("strict: 100000 tokens/min", Run("2", RegimeMode.Headers).Measured!.Binding);
        Assert.Equal("strict: 5 at once", Run("3", RegimeMode.Zero).Measured!.Binding);
    }

    [Fact]
    public void A_limit_far_below_one_a_period_is_measured_too()
    {
        using var shop = new Shop(new Desk("desk", new Limit(Unit.Requests, 1, TimeSpan.FromSeconds(1))));
        var next = TimeSpan.Zero;
        shop.Desk.Says = (_, _) =>
        {
            if (shop.Now < next)
            {
                return Answers.Refused(Refusal.RateShort, next - shop.Now);
            }

            next = shop.Now + TimeSpan.FromSeconds(40);
            return Answers.Text("at last");
        };
        var result = shop.Run(Shop.Pipeline(new Stage("say", Deed.Asks("say"))),
            Shop.Items([.. Enumerable.Range(0, 40).Select(n => $"{n}")]));
        Assert.Matches(@"^desk: 0\.0[0-9]+/s$", result.Bound!.Binding);
    }

    [Fact]
    public void Hour_by_hour_the_limit_is_named_for_which_calls_waited_longest()
    {
        var hours = Run("5", RegimeMode.Headers).Measured!.Hours;
        Assert.Equal([(0, "strict, 200/min")], hours.Select(hour => (hour.Hour, hour.Binding)));
        Assert.InRange(hours[0].Seconds, 900, 1_100);
    }

    private static RegimeResult Run(string regime, RegimeMode mode) =>
        RegimeRun.Of(Regime.All.Single(one => one.Name == regime), mode, 1);
}
