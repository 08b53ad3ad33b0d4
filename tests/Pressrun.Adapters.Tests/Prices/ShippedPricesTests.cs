using Pressrun.Model;
using Pressrun.Providers.Prices;

namespace Pressrun.Adapters.Tests.Prices;

/// <summary>The prices this version ships.</summary>
public sealed class ShippedPricesTests
{
    private static readonly PriceBook Book = PriceBook.Shipped;

    [Fact]
    public void Every_line_stands_in_the_file_of_its_service_with_its_source_and_something_it_prices()
    {
        Assert.NotEmpty(PriceFiles.All);
        Assert.All(PriceFiles.All, file => Assert.All(file.Tariffs, tariff =>
        {
            Assert.Equal(file.Kind, tariff.Provider);
            Assert.NotEmpty(tariff.Source);
            Assert.Contains(tariff.Route, (string[])["live", "batch", "flex", "priority"]);
            Assert.Contains([tariff.Input, tariff.Output, tariff.Characters, tariff.Request], price => price > 0);
        }));
    }

    [Fact]
    public void Nothing_cached_costs_more_than_what_is_fresh() => Assert.All(
        Book.Tariffs.Where(tariff => tariff.CacheRead is not null),
        tariff => Assert.InRange(tariff.CacheRead!.Value, 0, tariff.Input!.Value));

    [Theory]
    [InlineData("gpt-6.1-sol", 272_000, "live", 2, 0.10, 10)]
    [InlineData("gpt-6.1-sol", 272_001, "live", 4, 0.20, 15)]
    [InlineData("gpt-6.1-sol", 1, "flex", 1, 0.05, 5)]
    [InlineData("gpt-6.1-sol", 1, "priority", 4, 0.20, 20)]
    [InlineData("gpt-6.1-sol", 1, "batch", 1, 0.05, 5)]
    [InlineData("gpt-6.1-terra", 1, "live", 1, 0.05, 5)]
    [InlineData("gpt-6.1-terra", 300_000, "live", 2, 0.10, 7.50)]
    [InlineData("gpt-6-luna", 1, "live", 0.10, 0.01, 0.50)]
    [InlineData("gpt-6-luna", 1, "batch", 0.05, 0.005, 0.25)]
    [InlineData("gpt-5.4-nano", 1, "live", 0.20, 0.02, 1.25)]
    public void A_call_to_openai_costs_what_its_page_says(
        string model, long prompt, string route, double input, double cached, double output)
    {
        var tariff = Book.Find("openai", model, At("2026-11-22"), prompt, route);
        Assert.Equal(((decimal)input, (decimal)cached, (decimal)output),
            (tariff!.Input, tariff.CacheRead, tariff.Output));
    }

    [Theory]
    [InlineData("2026-07-29", 2.50, 15)]
    [InlineData("2026-07-30", 2, 12)]
    public void A_price_that_was_changed_holds_from_its_day_on(string day, double input, double output)
    {
        var tariff = Book.Find("openai", "gpt-5.6-terra", At(day), 1);
        Assert.Equal(((decimal)input, (decimal)output), (tariff!.Input, tariff.Output));
    }

    [Theory]
    [InlineData("tts-1", 15_000)]
    [InlineData("tts-1-hd", 30_000)]
    public void A_thousand_characters_of_speech_have_their_price(string model, long micros) => Assert.Equal(
        new Money(micros),
        Book.Find("openai", model, At("2026-11-22"), 0)!.CostOf(new Usage(Characters: 1_000)));

    [Fact]
    public void Speech_that_is_sold_by_tokens_has_no_price_by_characters() => Assert.Null(
        Book.Find("openai", "gpt-4o-mini-tts", At("2026-11-22"), 0)!.CostOf(new Usage(Characters: 1_000)));

    [Theory]
    [InlineData("tts-1", "2027-01-06", 4096)]
    [InlineData("gpt-5-mini", "2026-12-11", null)]
    [InlineData("gpt-4.1", "2027-01-14", null)]
    [InlineData("gpt-4o-mini", "2027-01-14", null)]
    [InlineData("gpt-5.4-mini", null, null)]
    [InlineData("gpt-6-luna", null, null)]
    public void A_model_that_will_answer_no_more_is_known_to(string model, string? day, int? characters)
    {
        var fact = Book.Know("openai", model);
        Assert.Equal((day, characters), (fact?.RetiresOn?.ToString("yyyy-MM-dd", null), (int?)fact?.CharactersMax));
        Assert.Equal(day is null, fact?.Replacement is null);
    }

    private static DateTimeOffset At(string day) => DateTimeOffset.Parse($"{day}T00:00:00Z", null);
}
