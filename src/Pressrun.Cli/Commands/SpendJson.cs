using System.Globalization;
using System.Text.Json;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Providers.Prices;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>
/// What <c>pressrun spend --json</c> tells programs: a <c>spend_row</c> for each row, then <c>spend</c>, the sums of
/// the run.
/// </summary>
internal static class SpendJson
{
    /// <summary>Tells a run.</summary>
    public static void Tell(JsonLines lines, RunView run, IReadOnlyList<SpendRow> rows, SpendBy by, PriceBook book)
    {
        foreach (var row in rows)
        {
            lines.Tell("spend_row", json =>
            {
                json.WriteString("by", by.ToString().ToLowerInvariant());
                json.WriteString("name", by == SpendBy.Item ? row.Item?.Key ?? "" : SpendPage.NameOf(row, by));
                if (row.Ordinal is { } ordinal)
                {
                    json.WriteNumber("item", ordinal);
                }

                Write(json, new(row, book));
            });
        }

        lines.Tell("spend", json =>
        {
            json.WriteString("run", run.Id);
            json.WriteString("pipeline", run.Pipeline);
            Write(json, new(SpendRow.Sum(rows), book));
        });
    }

    /// <summary>An amount in dollars; null for one nobody knows.</summary>
    public static void Write(Utf8JsonWriter json, string name, decimal? dollars)
    {
        if (dollars is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>A day of universal time.</summary>
    public static void Write(Utf8JsonWriter json, string name, DateOnly day) =>
        json.WriteString(name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static void Write(Utf8JsonWriter json, SpendFigures figures)
    {
        var row = figures.Row;
        json.WriteNumber("calls", row.Calls);
        // Where nothing but calls of unknown price were made, nobody knows the sum.
        Write(json, "paid_usd", figures.Unpriced > 0 && row.Paid == Money.Zero ? null : Dollars(row.Paid));
        Write(json, "used_usd", Dollars(row.Used));
        Write(json, "wasted_usd", Dollars(row.Wasted));
        json.WriteStartObject("wasted");
        foreach (var (cause, cost) in row.Wastes)
        {
            Write(json, SpendPage.NameOf(cause).Replace(' ', '_') + "_usd", Dollars(cost));
        }

        json.WriteEndObject();
        Write(json, "saved_usd", Dollars(figures.Saved));
        Write(json, "saved_remembered_usd", Dollars(row.RememberedCost));
        Write(json, "saved_cache_usd", Dollars(figures.CacheSaved));
        json.WriteNumber("remembered", row.Remembered);
        Write(json, "unknown_usd", Dollars(row.Unknown));
        json.WriteNumber("unknown_calls", row.UnknownCalls);
        json.WriteNumber("unknown_price_calls", figures.Unpriced);
        json.WriteNumber("estimated_calls", row.Estimated);
        json.WriteNumber("tokens_in", row.Usage.AllInput);
        json.WriteNumber("tokens_cached", row.Usage.CacheRead);
        json.WriteNumber("tokens_out", row.Usage.Output);
        json.WriteNumber("tokens_reasoning", row.Usage.Reasoning);
        json.WriteNumber("characters", row.Usage.Characters);
        json.WriteStartArray("answered_by");
        foreach (var model in row.AnsweredBy)
        {
            json.WriteStringValue(model);
        }

        json.WriteEndArray();
        json.WriteStartObject("tariffs");
        foreach (var (tariff, use) in row.Tariffs)
        {
            json.WriteNumber(tariff, use.Calls);
        }

        json.WriteEndObject();
    }

    private static decimal Dollars(Money amount) => amount.Micros / 1_000_000m;
}
