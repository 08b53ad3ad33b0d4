using System.Globalization;
using Pressrun.Model;

namespace Pressrun.Providers.Prices;

/// <summary>
/// What a model costs over a span of time: one line of a service's price page. Amounts are US dollars for a million
/// tokens or characters, or for one call; null where the page names none.
/// </summary>
public sealed record Tariff
{
    /// <summary>The service's kind, such as <c>anthropic</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The model's name, or its beginning before a <c>*</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The first day it holds, UTC.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The first day it holds no more, UTC; null while no end is known.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Whether it is in force.</summary>
    public TariffStatus Status { get; init; }

    /// <summary>How calls are sent for it: <c>live</c>, <c>batch</c>, <c>flex</c> or <c>priority</c>.</summary>
    public string Route { get => field ?? "live"; init; }

    /// <summary>The region it holds for, such as <c>eu</c>; null for all without a line of their own.</summary>
    public string? Region { get; init; }

    /// <summary>It holds for prompts above so many tokens, for the whole request. <value>0, for all.</value></summary>
    public long TierFrom { get; init; }

    /// <summary>The largest prompt it is known for, in tokens; above, it is unknown. <value>No bound.</value></summary>
    public long? TierTo { get; init; }

    /// <summary>A million fresh input tokens.</summary>
    public decimal? Input { get; init; }

    /// <summary>A million input tokens read from the cache; null costs as fresh ones.</summary>
    public decimal? CacheRead { get; init; }

    /// <summary>A million tokens written to a cache for 5 minutes; null costs as fresh ones.</summary>
    public decimal? CacheWrite5m { get; init; }

    /// <summary>A million tokens written to a cache for an hour; null costs as those for 5 minutes.</summary>
    public decimal? CacheWrite1h { get; init; }

    /// <summary>A million output tokens, reasoning included.</summary>
    public decimal? Output { get; init; }

    /// <summary>A million characters of speech.</summary>
    public decimal? Characters { get; init; }

    /// <summary>One call.</summary>
    public decimal? Request { get; init; }

    /// <summary>Where it was read.</summary>
    public required string Source { get; init; }

    /// <summary>When it was read.</summary>
    public required DateOnly CheckedOn { get; init; }

    /// <summary>
    /// Its name in the journal, such as <c>openai/gpt-6.1-sol@2026-09-22</c>, with <c>&gt;272000</c> for a tier,
    /// <c>~eu</c> for a region and <c>/batch</c> for a route.
    /// </summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Provider}/{Model}@{ValidFrom:yyyy-MM-dd}")
        + (TierFrom > 0 ? $">{TierFrom.ToString(CultureInfo.InvariantCulture)}" : "")
        + (Region is null ? "" : $"~{Region}") + (Route == "live" ? "" : $"/{Route}");

    /// <summary>Whether it is in force on a day: confirmed, and within its span.</summary>
    public bool Holds(DateOnly day) =>
        Status == TariffStatus.Confirmed && ValidFrom <= day && (ValidTo is null || day < ValidTo);

    /// <summary>Whether it is for a model.</summary>
    public bool Matches(string model) => PriceBook.Matches(Model, model);

    /// <summary>
    /// What a call costs, rounded up to the next micro-dollar once; null if it used something this names no price for.
    /// </summary>
    public Money? CostOf(Usage usage)
    {
        var write5m = CacheWrite5m ?? Input;
        ReadOnlySpan<(long Amount, decimal? Price)> parts =
        [
            (usage.Input, Input), (usage.CacheRead, CacheRead ?? Input), (usage.CacheWrite5m, write5m),
            (usage.CacheWrite1h, CacheWrite1h ?? write5m), (usage.Output, Output), (usage.Characters, Characters),
        ];
        var millionths = 0m;
        foreach (var (amount, price) in parts)
        {
            if (amount == 0)
            {
                continue;
            }

            if (price is not { } known)
            {
                return null;
            }

            millionths += amount * known;
        }

        return Money.FromUsd((millionths / 1_000_000m) + (Request ?? 0));
    }
}
