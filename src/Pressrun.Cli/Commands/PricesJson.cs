using System.Globalization;
using System.Text.Json;
using Pressrun.Cli.Screens;
using Pressrun.Providers.Prices;

namespace Pressrun.Cli.Commands;

/// <summary>
/// What <c>pressrun prices --json</c> tells programs: a <c>price</c> a line of the book, a <c>model</c> for each that
/// will answer no more, an <c>unknown_price</c> for what was asked in vain, and <c>prices</c> at the end.
/// </summary>
internal static class PricesJson
{
    /// <summary>Tells a list.</summary>
    public static void Tell(JsonLines lines, PriceList list)
    {
        foreach (var tariff in list.Tariffs)
        {
            lines.Tell("price", json => Write(json, tariff, list.Day));
        }

        foreach (var (provider, fact) in list.Retiring)
        {
            lines.Tell("model", json =>
            {
                json.WriteString("provider", provider);
                json.WriteString("model", fact.Model);
                Write(json, "retires", fact.RetiresOn);
                json.WriteString("replacement", fact.Replacement);
                json.WriteString("source", fact.Source);
                Write(json, "checked", fact.CheckedOn);
            });
        }

        foreach (var message in list.Without)
        {
            lines.Tell("unknown_price", json => json.WriteString("message", message));
        }

        lines.Tell("prices", json =>
        {
            Write(json, "day", list.Day);
            json.WriteNumber("shown", list.Tariffs.Count);
            Write(json, "oldest_checked", list.Oldest);
            var age = list.Oldest is { } oldest ? list.Day.DayNumber - oldest.DayNumber : 0;
            json.WriteNumber("oldest_days", age);
            json.WriteBoolean("old", age > PriceBook.AgeMaxDays);
        });
    }

    private static void Write(Utf8JsonWriter json, Tariff tariff, DateOnly day)
    {
        json.WriteString("id", tariff.Id);
        json.WriteString("provider", tariff.Provider);
        json.WriteString("model", tariff.Model);
        json.WriteString("route", tariff.Route);
        json.WriteString("region", tariff.Region);
        json.WriteNumber("prompt_above", tariff.TierFrom);
        Write(json, "prompt_to", tariff.TierTo);
        json.WriteString("status", PriceRows.StatusOf(tariff, day));
        Write(json, "from", tariff.ValidFrom);
        Write(json, "to", tariff.ValidTo);
        Write(json, "input_usd", tariff.Input);
        Write(json, "cache_read_usd", tariff.CacheRead);
        Write(json, "cache_write_5m_usd", tariff.CacheWrite5m);
        Write(json, "cache_write_1h_usd", tariff.CacheWrite1h);
        Write(json, "output_usd", tariff.Output);
        Write(json, "characters_usd", tariff.Characters);
        Write(json, "call_usd", tariff.Request);
        json.WriteString("source", tariff.Source);
        Write(json, "checked", tariff.CheckedOn);
    }

    private static void Write(Utf8JsonWriter json, string name, DateOnly? day) =>
        json.WriteString(name, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static void Write(Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
