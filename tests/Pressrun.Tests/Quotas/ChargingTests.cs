using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

/// <summary>Every unit with every way of charging and of putting together, worked out by hand.</summary>
public sealed class ChargingTests
{
    private static readonly Demand Asked = new(Input: 100, MaxOutput: 400, Characters: 50, WorstCase: default);

    private static readonly Usage Used = new(
        Input: 60, CacheRead: 20, CacheWrite5m: 7, CacheWrite1h: 3, Output: 150, Reasoning: 90, Characters: 45);

    [Theory]
    [InlineData(Unit.Requests, Charge.Reserve, Combine.Sum, 1, 0, 1)]
    [InlineData(Unit.Requests, Charge.Actual, Combine.Max, 1, 0, 1)]
    [InlineData(Unit.Requests, Charge.NoRefund, Combine.Sum, 1, 0, 1)]
    [InlineData(Unit.Characters, Charge.Reserve, Combine.Sum, 50, 0, 45)]
    [InlineData(Unit.Characters, Charge.Actual, Combine.Max, 50, 0, 45)]
    [InlineData(Unit.Characters, Charge.NoRefund, Combine.Sum, 50, 0, 45)]
    [InlineData(Unit.InputTokens, Charge.Reserve, Combine.Sum, 100, 0, 90)]
    [InlineData(Unit.InputTokens, Charge.Actual, Combine.Max, 100, 0, 90)]
    [InlineData(Unit.InputTokens, Charge.NoRefund, Combine.Sum, 100, 0, 90)]
    [InlineData(Unit.OutputTokens, Charge.Reserve, Combine.Sum, 400, 0, 150)]
    [InlineData(Unit.OutputTokens, Charge.Actual, Combine.Sum, 200, 200, 150)]
    [InlineData(Unit.OutputTokens, Charge.NoRefund, Combine.Sum, 400, 0, 400)]
    [InlineData(Unit.Tokens, Charge.Reserve, Combine.Sum, 500, 0, 240)]
    [InlineData(Unit.Tokens, Charge.Actual, Combine.Sum, 300, 200, 240)]
    [InlineData(Unit.Tokens, Charge.NoRefund, Combine.Sum, 500, 0, 490)]
    [InlineData(Unit.Tokens, Charge.Reserve, Combine.Max, 400, 0, 400)]
    [InlineData(Unit.Tokens, Charge.NoRefund, Combine.Max, 400, 0, 400)]
    public void A_call_takes_and_is_charged(
        Unit unit, Charge charge, Combine combine, double taken, double output, double charged)
    {
        var limit = Of(unit) with { Charge = charge, Combine = combine };
        Assert.Equal((taken, output), Charging.CostOf(limit, Asked, new()));
        Assert.Equal(charged, Charging.ChargeOf(limit, Asked, Used, taken));
    }

    [Theory]
    [InlineData(Unit.Characters)]
    [InlineData(Unit.InputTokens)]
    [InlineData(Unit.OutputTokens)]
    [InlineData(Unit.Tokens)]
    public void A_reply_that_reports_nothing_leaves_what_was_taken(Unit unit) =>
        Assert.All(Enum.GetValues<Charge>(), charge =>
            Assert.Equal(77, Charging.ChargeOf(Of(unit) with { Charge = charge }, Asked, default, 77)));

    [Theory]
    [InlineData(Unit.OutputTokens, Charge.Reserve, 2_000, 750)]
    [InlineData(Unit.OutputTokens, Charge.NoRefund, 2_000, 2_000)]
    [InlineData(Unit.Tokens, Charge.Reserve, 2_100, 840)]
    [InlineData(Unit.Tokens, Charge.Actual, 1_100, 840)]
    public void An_output_token_counts_its_weight(Unit unit, Charge charge, double taken, double charged)
    {
        var limit = Of(unit) with { Charge = charge, OutputWeight = 5 };
        Assert.Equal(taken, Charging.CostOf(limit, Asked, new()).Cost);
        Assert.Equal(charged, Charging.ChargeOf(limit, Asked, Used, taken));
    }

    [Fact]
    public void Of_the_larger_of_two_the_weighted_output_is_one()
    {
        var limit = Of(Unit.Tokens) with { Combine = Combine.Max, OutputWeight = 5 };
        Assert.Equal(2_000, Charging.CostOf(limit, Asked, new()).Cost);
        Assert.Equal(100, Charging.CostOf(limit, Asked with { MaxOutput = 3 }, new()).Cost);
    }

    [Theory]
    [InlineData(Unit.InputTokens, 70)]
    [InlineData(Unit.Tokens, 220)]
    [InlineData(Unit.OutputTokens, 150)]
    public void Tokens_read_from_a_cache_may_be_free(Unit unit, double charged) =>
        Assert.Equal(charged, Charging.ChargeOf(Of(unit) with { CacheReadsFree = true }, Asked, Used, 500));

    [Fact]
    public void Requests_and_characters_are_exact_so_nothing_is_kept_for_them() =>
        Assert.All([Unit.Requests, Unit.Characters], unit => Assert.Equal(0, Charging.SpreadOf(Of(unit), Flying(9))));

    [Fact]
    public void For_tokens_one_and_a_half_deviations_of_what_is_in_flight_are_kept()
    {
        var stages = Flying(9);
        var inputs = stages.Sum(stage => 9 * stage.Estimator.InputVariance);
        var outputs = stages.Sum(stage => 9 * stage.Estimator.OutputVariance);
        Assert.True(inputs > 0 && outputs > 0);
        Assert.Equal(1.5 * Math.Sqrt(inputs), Charging.SpreadOf(Of(Unit.Tokens), stages), 9);
        Assert.Equal(1.5 * Math.Sqrt(inputs), Charging.SpreadOf(Of(Unit.InputTokens), stages), 9);
        Assert.Equal(0, Charging.SpreadOf(Of(Unit.OutputTokens), stages));
        Assert.Equal(1.5 * Math.Sqrt(4 * outputs), Charging.SpreadOf(
            Of(Unit.OutputTokens) with { Charge = Charge.Actual, OutputWeight = 2 }, stages), 9);
        Assert.Equal(0, Charging.SpreadOf(Of(Unit.Tokens), Flying(0)));
    }

    private static (string, Estimator Estimator)[] Flying(int calls)
    {
        return [("first", One(110, 120)), ("last", One(70, 300))];

        Estimator One(long input, long output)
        {
            var estimator = new Estimator { InFlight = calls };
            estimator.Learn(Asked, new(Input: input, Output: output));
            return estimator;
        }
    }

    private static Limit Of(Unit unit) => new(unit, 1_000, TimeSpan.FromMinutes(1));
}
