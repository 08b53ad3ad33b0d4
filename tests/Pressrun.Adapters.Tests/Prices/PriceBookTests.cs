using System.Numerics;
using Pressrun.Model;
using Pressrun.Providers.Prices;
using Pressrun.Providers.Services;

namespace Pressrun.Adapters.Tests.Prices;

/// <summary>Which price holds, and where none does.</summary>
public sealed class PriceBookTests
{
    private static readonly DateTimeOffset Day = At("2026-11-22");

    [Fact]
    public void Lines_for_the_same_calls_in_overlapping_spans_are_an_error_that_names_both()
    {
        var refusal = Assert.Throws<PressrunException>(() => new PriceBook([
            Line("m", "2026-01-01", to: "2026-06-02") with { Source = "one page" },
            Line("m", "2026-06-01") with { Source = "another page" },
        ]));
        Assert.Contains("v/m@2026-01-01 (one page) and v/m@2026-06-01 (another page) both hold on 2026-06-01",
            refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_follow_each_other_to_the_day_do_not_overlap()
    {
        var book = new PriceBook([Line("m", "2026-01-01", to: "2026-06-01"), Line("m", "2026-06-01", 2)]);
        Assert.Equal(1, book.Find("v", "m", At("2026-05-31").AddHours(23.9), 1)?.Input);
        Assert.Equal(2, book.Find("v", "m", At("2026-06-01"), 1)?.Input);
    }

    [Fact]
    public void Lines_that_differ_in_model_route_region_or_tier_may_overlap() => Assert.Equal(5, new PriceBook([
        Line("m", "2026-01-01"), Line("m*", "2026-01-01"), Line("m", "2026-01-01") with { Route = "batch" },
        Line("m", "2026-01-01") with { Region = "eu" }, Line("m", "2026-01-01") with { TierFrom = 10 },
    ]).Tariffs.Count);

    [Fact]
    public void Spans_and_amounts_that_cannot_be_are_errors()
    {
        var refusal = Assert.Throws<PressrunException>(() => new PriceBook([
            Line("a", "2026-01-01", to: "2026-01-01"), Line("b", "2026-01-01", -1),
            Line("c", "2026-01-01") with { TierFrom = 10, TierTo = 10 },
        ]));
        Assert.Contains("v/a@2026-01-01 ends on 2026-01-01, before", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("v/b@2026-01-01 has an amount below zero", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("v/c@2026-01-01>10 holds for no prompt", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-12-31")]
    [InlineData("2026-03-01")]
    [InlineData("2026-04-30")]
    [InlineData("2026-08-01")]
    public void A_gap_in_the_dates_is_unknown(string day) => Assert.Null(
        new PriceBook([Line("m", "2026-01-01", to: "2026-03-01"), Line("m", "2026-05-01", to: "2026-08-01")])
            .Find("v", "m", At(day), 1));

    [Theory]
    [InlineData("m-1", null, 1)]
    [InlineData("m-2", "eu", 1)]
    [InlineData("m-2", null, 1_000)]
    public void A_gap_is_not_filled_with_what_a_more_general_line_says(string model, string? region, long prompt) =>
        Assert.Null(new PriceBook([
            Line("m-*", "2026-01-01"), Line("m-1", "2026-01-01", to: "2026-03-01"),
            Line("m-2", "2026-01-01"), Line("m-2", "2026-01-01", to: "2026-03-01") with { Region = "eu" },
            Line("m-2", "2026-01-01", to: "2026-03-01") with { TierFrom = 500 },
        ]).Find("v", model, Day, prompt, region: region));

    [Fact]
    public void Before_a_special_line_begins_the_general_one_holds()
    {
        var book = new PriceBook([Line("m-*", "2026-01-01"), Line("m-1", "2026-12-01", 2)]);
        Assert.Equal(1, book.Find("v", "m-1", Day, 1)?.Input);
        Assert.Equal(2, book.Find("v", "m-1", At("2026-12-01"), 1)?.Input);
    }

    [Fact]
    public void What_is_missing_is_unknown_and_never_zero()
    {
        var book = new PriceBook([Line("m", "2026-01-01")]);
        Assert.Null(book.Find("v", "other", Day, 1));
        Assert.Null(book.Find("w", "m", Day, 1));
        Assert.Null(book.Find("v", "m", Day, 1, route: "batch"));
        Assert.Null(book.Find("v", "m", Day, 1)!.CostOf(new Usage(Characters: 1)));
        Assert.Equal(Money.Zero, book.Find("v", "m", Day, 1)!.CostOf(default));
    }

    [Theory]
    [InlineData(TariffStatus.Announced)]
    [InlineData(TariffStatus.Withdrawn)]
    public void What_was_announced_or_withdrawn_is_never_used(TariffStatus status)
    {
        var book = new PriceBook([
            Line("m", "2026-01-01"), Line("m", "2026-09-01", 3) with { Status = status },
            Line("n", "2026-01-01", 4) with { Status = status },
        ]);
        Assert.Equal(1, book.Find("v", "m", Day, 1)?.Input);
        Assert.Null(book.Find("v", "n", Day, 1));
        Assert.Null(book.Named("v/n@2026-01-01"));
    }

    [Theory]
    [InlineData(272_000, 2)]
    [InlineData(272_001, 4)]
    public void The_tier_is_that_of_the_whole_prompt(long prompt, int input)
    {
        var book = new PriceBook([Line("m", "2026-01-01", 2), Line("m", "2026-01-01", 4) with { TierFrom = 272_000 }]);
        Assert.Equal(input, book.Find("v", "m", Day, prompt)?.Input);
    }

    [Theory]
    [InlineData(272_000, true)]
    [InlineData(272_001, false)]
    public void Above_the_largest_prompt_a_price_is_known_for_it_is_unknown(long prompt, bool isKnown) => Assert.Equal(
        isKnown, new PriceBook([Line("m", "2026-01-01") with { TierTo = 272_000 }])
            .Find("v", "m", Day, prompt) is not null);

    [Fact]
    public void The_price_is_that_of_the_day_by_universal_time_on_which_the_call_was_sent()
    {
        var book = new PriceBook([Line("m", "2026-01-01", to: "2026-06-01"), Line("m", "2026-06-01", 2)]);
        var evening = new DateTimeOffset(2026, 5, 31, 20, 0, 0, TimeSpan.FromHours(-8));
        Assert.Equal(2, book.Find("v", "m", evening, 1)?.Input);
    }

    [Fact]
    public void The_sum_of_a_million_lines_of_the_journal_is_exact()
    {
        // A price that no binary fraction can hold, and amounts that differ from line to line.
        var tariff = Line("m", "2026-01-01") with { Input = 0.1m, CacheRead = 0.01m, Output = 0.3m };
        var (sum, exact) = (Money.Zero, BigInteger.Zero);
        for (var line = 1; line <= 1_000_000; line++)
        {
            var usage = new Usage(line * 7L, CacheRead: line % 1_000, Output: line % 77);
            sum += tariff.CostOf(usage)!.Value;
            // In hundredths of a millionth of a dollar, rounded up to whole millionths once a line.
            BigInteger parts = (usage.Input * 10) + usage.CacheRead + (usage.Output * 30);
            exact += (parts + 99) / 100;
        }

        Assert.Equal(exact, sum.Micros);
    }

    [Fact]
    public void A_line_is_found_again_by_the_name_the_journal_keeps()
    {
        var tariff = Line("m", "2026-01-01") with { Route = "batch", Region = "eu", TierFrom = 200_000 };
        Assert.Equal("v/m@2026-01-01>200000~eu/batch", tariff.Id);
        Assert.Same(tariff, new PriceBook([tariff]).Named(tariff.Id));
        Assert.Null(new PriceBook([tariff]).Named("v/m@2026-01-01"));
    }

    [Fact]
    public void The_line_that_was_read_longest_ago_says_how_old_prices_are()
    {
        Assert.Null(PriceBook.Oldest([]));
        Assert.Equal(new DateOnly(2026, 2, 3), PriceBook.Oldest([
            Line("m", "2026-01-01"), Line("n", "2026-01-01") with { CheckedOn = new(2026, 2, 3) },
        ]));
    }

    [Fact]
    public void The_words_of_the_journal_are_those_the_till_writes() =>
        Assert.Equal((Till.Free, Till.Stated, Till.Unknown), (Booked.Free, Booked.Stated, Booked.Unknown));

    private static DateTimeOffset At(string day) => DateTimeOffset.Parse($"{day}T00:00:00Z", null);

    private static Tariff Line(string model, string from, decimal input = 1, string? to = null) => new()
    {
        Provider = "v",
        Model = model,
        ValidFrom = DateOnly.Parse(from, null),
        ValidTo = to is null ? null : DateOnly.Parse(to, null),
        Input = input,
        Source = "a page",
        CheckedOn = new(2026, 11, 1),
    };
}
