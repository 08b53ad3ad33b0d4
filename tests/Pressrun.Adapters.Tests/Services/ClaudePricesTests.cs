using Pressrun.Model;
using Pressrun.Providers.Prices;

namespace Pressrun.Adapters.Tests.Services;

public sealed class ClaudePricesTests
{
    // A million of each kind: fresh, read, written for 5 minutes, for an hour, output.
    private static readonly Usage Million = new(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000);

    [Theory]
    [InlineData("anthropic", "claude-opus-5-5", "2026-11-01", "4 0.20 5 8 20")]
    [InlineData("anthropic", "claude-fable-5-1", "2026-11-01", "10 0.25 12.50 20 50")]
    [InlineData("anthropic", "claude-sonnet-5-5", "2026-10-06", "2 0.20 2.50 4 10")]
    [InlineData("anthropic", "claude-sonnet-5-5", "2026-10-07", "2 0.10 2.50 4 10")]
    [InlineData("anthropic", "claude-sonnet-5", "2026-10-01", "2 0.20 2.50 4 10")]
    [InlineData("anthropic", "claude-haiku-5-5", "2026-11-01", "0.10 0.01 0.125 0.20 0.50")]
    [InlineData("anthropic", "claude-opus-4-5-20251101", "2026-11-01", "5 0.50 6.25 10 25")]
    [InlineData("anthropic", "claude-opus-5", "2026-11-01", "5 0.50 6.25 10 25")]
    [InlineData("anthropic", "claude-haiku-4-5", "2026-11-01", "1 0.10 1.25 2 5")]
    [InlineData("anthropic", "claude-sonnet-4-5", "2026-11-01", "3 0.30 3.75 6 15")]
    [InlineData("bedrock", "global.anthropic.claude-sonnet-5-5", "2026-11-01", "2 0.10 2.50 4 10")]
    [InlineData("bedrock", "us.anthropic.claude-sonnet-5-5", "2026-11-01", "2.20 0.11 2.75 4.40 11")]
    [InlineData("bedrock", "anthropic.claude-haiku-4-5-20251001-v1:0", "2026-11-01", "1.10 0.11 1.375 2.20 5.50")]
    public void A_price_is_the_one_of_its_day(string provider, string model, string day, string prices)
    {
        var tariff = PriceBook.Shipped.Find(provider, model, At(day), 1000)!;
        Assert.Equal(prices.Split(' ').Select(decimal.Parse),
            [tariff.Input!.Value, tariff.CacheRead!.Value, tariff.CacheWrite5m!.Value, tariff.CacheWrite1h!.Value,
                tariff.Output!.Value]);
    }

    [Theory]
    [InlineData("claude-haiku-5-5", 100_000, "live", 935_000)]
    [InlineData("claude-haiku-5-5", 100_001, "live", 4_675_000)]
    [InlineData("claude-haiku-5-5", 100_001, "batch", 2_337_500)]
    [InlineData("claude-sonnet-4-5", 200_000, "live", 28_050_000)]
    [InlineData("claude-sonnet-4-5", 200_001, "live", 48_600_000)]
    [InlineData("claude-opus-5-5", 900_000, "batch", 18_600_000)]
    public void A_long_prompt_costs_what_its_tier_costs(string model, long prompt, string route, long micros) =>
        Assert.Equal(micros, PriceBook.Shipped.Find("anthropic", model, At("2026-11-01"), prompt, route)!
            .CostOf(Million)!.Value.Micros);

    [Fact]
    public void A_price_that_was_taken_back_is_kept_and_never_used() =>
        Assert.Equal([3m], PriceBook.Shipped.Tariffs.Where(tariff => tariff.Status == TariffStatus.Withdrawn
            && tariff.Model == "claude-sonnet-5").Select(tariff => tariff.Input!.Value));

    [Theory]
    [InlineData("anthropic", "claude-sonnet-5-7")]
    [InlineData("anthropic", "claude-opus-6")]
    [InlineData("bedrock", "arn:aws:bedrock:us-east-1:1:application-inference-profile/x")]
    public void A_model_nobody_knows_has_no_price(string provider, string model) =>
        Assert.Null(PriceBook.Shipped.Find(provider, model, At("2026-11-01"), 1000, region: "us-east-1"));

    [Fact]
    public void No_two_prices_of_Claude_hold_for_the_same_call()
    {
        var lines = PriceBook.Shipped.Tariffs.Where(tariff => tariff.Provider is "anthropic" or "bedrock"
            && tariff.Status == TariffStatus.Confirmed).ToList();
        Assert.All(lines.GroupBy(line => (line.Provider, line.Model, line.Route, line.Region, line.TierFrom)), same =>
        {
            var inOrder = same.OrderBy(line => line.ValidFrom).ToList();
            Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.Equal(pair.First.ValidTo, pair.Second.ValidFrom));
        });
    }

    [Fact]
    public void Sonnet_4_5_retires_on_the_last_day_of_November() =>
        Assert.Equal((new DateOnly(2026, 11, 30), "claude-sonnet-5-5"),
            PriceBook.Shipped.Know("anthropic", "claude-sonnet-4-5-20250929") is { } fact
                ? (fact.RetiresOn, fact.Replacement)
                : default);

    private static DateTimeOffset At(string day) => new(DateOnly.Parse(day), TimeOnly.MinValue, TimeSpan.Zero);
}
