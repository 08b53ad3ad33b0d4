using Pressrun.Model;

namespace Pressrun.Tests.Model;

public sealed class AmountTests
{
    [Theory]
    [InlineData(410_000, "$0.41")]
    [InlineData(25, "$0.000025")]
    [InlineData(0, "$0.00")]
    [InlineData(12_000_000, "$12.00")]
    [InlineData(1_234_500, "$1.2345")]
    [InlineData(-500_000, "-$0.50")]
    public void Money_reads_as_dollars_with_as_many_places_as_it_needs(long micros, string text) =>
        Assert.Equal(text, new Money(micros).ToString());

    [Fact]
    public void A_fraction_of_a_micro_dollar_is_rounded_up()
    {
        Assert.Equal(new(1), Money.FromUsd(0.0000001m));
        Assert.Equal(new(1_000_001), Money.FromUsd(1.0000000001m));
        Assert.Equal(new(1_000_000), Money.FromUsd(1m));
    }

    [Fact]
    public void Sums_are_exact()
    {
        var sum = Enumerable.Repeat(Money.FromUsd(0.1m), 1_000_000).Aggregate((left, right) => left + right);
        Assert.Equal(Money.FromUsd(100_000m), sum);
    }

    [Fact]
    public void A_sum_beyond_what_fits_is_an_error_and_no_debt()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue) - new Money(1));
        Assert.Throws<OverflowException>(() => Money.FromUsd(10_000_000_000_000m));
    }

    [Fact]
    public void Amounts_compare_by_what_they_are_worth()
    {
        Assert.True(new Money(2) > new Money(1) && new Money(1) < new Money(2));
        Assert.True(new Money(2) >= new Money(2) && new Money(2) <= new Money(2));
        Assert.Equal([new(1), new(2), new(3)], new Money[] { new(3), new(1), new(2) }.Order());
    }

    [Theory]
    [InlineData(50, 60, Unit.Requests, "50/min")]
    [InlineData(40_000, 60, Unit.Tokens, "40000 tokens/min")]
    [InlineData(2.5, 1, Unit.Requests, "2.5/s")]
    [InlineData(100, 3_600, Unit.InputTokens, "100 input tokens/hour")]
    [InlineData(100, 86_400, Unit.OutputTokens, "100 output tokens/day")]
    [InlineData(100, 30, Unit.Characters, "100 characters/30s")]
    public void A_limit_reads_as_a_user_writes_it(double amount, double seconds, Unit unit, string text) =>
        Assert.Equal(text, new Limit(unit, amount, TimeSpan.FromSeconds(seconds)).ToString());

    [Fact]
    public void A_window_and_slots_read_as_a_user_writes_them()
    {
        var window = new Limit(Unit.Requests, 100, TimeSpan.FromHours(1)) { IsWindow = true };
        Assert.Equal("100/hour window", window.ToString());
        Assert.Equal("2 at once", Limit.AtOnce(2).ToString());
    }

    [Theory]
    [InlineData(0, 60, Unit.Requests)]
    [InlineData(-1, 60, Unit.Requests)]
    [InlineData(double.NaN, 60, Unit.Requests)]
    [InlineData(double.PositiveInfinity, 60, Unit.Requests)]
    [InlineData(5, 0, Unit.Requests)]
    [InlineData(5, -1, Unit.Requests)]
    [InlineData(5, 60, Unit.Slots)]
    public void A_limit_without_a_rate_is_refused(double amount, double seconds, Unit unit) =>
        Assert.Throws<ArgumentException>(() => new Limit(unit, amount, TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void No_slot_at_all_is_refused() => Assert.Throws<ArgumentException>(() => Limit.AtOnce(0));
}
