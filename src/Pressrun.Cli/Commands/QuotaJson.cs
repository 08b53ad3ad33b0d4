using System.Text.Json;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>What <c>pressrun quotas --json</c> tells programs: a <c>quota</c> for each lane, never summed.</summary>
internal static class QuotaJson
{
    private const int Places = 4;

    /// <summary>Tells the lanes of one store.</summary>
    public static void Tell(JsonLines lines, StoreLanes store)
    {
        foreach (var lane in store.Lanes)
        {
            lines.Tell("quota", json =>
            {
                json.WriteString("store", store.Store);
                json.WriteString("lane", lane.Name);
                json.WriteStartArray("limits");
                foreach (var limit in lane.Limits)
                {
                    Write(json, limit);
                }

                json.WriteEndArray();
                Write(json, "in_flight", lane.InFlight);
                json.WriteString("run", store.Run);
                json.WriteNumber("asked", lane.Asked);
                json.WriteNumber("refused", lane.Refused);
                json.WriteString("seen", lane.SeenAt);
            });
        }
    }

    private static void Write(Utf8JsonWriter json, LimitView limit)
    {
        json.WriteStartObject();
        json.WriteString("unit", NameOf(limit.Unit));
        Write(json, "amount", limit.Amount);
        Write(json, "period_seconds", limit.Unit == Unit.Slots ? null : limit.Period.TotalSeconds);
        json.WriteBoolean("window", limit.IsWindow);
        json.WriteString("from", limit.From.ToString().ToLowerInvariant());
        Write(json, "room", limit.Room);
        Write(json, "capacity", limit.Capacity);
        Write(json, "rate_per_second", limit.Unit == Unit.Slots ? null : limit.RatePerSecond);
        json.WriteBoolean("burst_proven", limit.IsBurstProven);
        Write(json, "grain", limit.Grain);
        Write(json, "probe_seconds", limit.ProbeEvery?.TotalSeconds);
        json.WriteEndObject();
    }

    private static string NameOf(Unit unit) => unit switch
    {
        Unit.Requests => "requests",
        Unit.Tokens => "tokens",
        Unit.InputTokens => "input_tokens",
        Unit.OutputTokens => "output_tokens",
        Unit.Characters => "characters",
        _ => "at_once",
    };

    private static void Write(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } known && double.IsFinite(known))
        {
            json.WriteNumber(name, Math.Round(known, Places));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
