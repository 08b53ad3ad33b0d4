using System.Globalization;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>Lanes as rows of a table, one a limit; web hosts, which may be many, are summed up.</summary>
/// <param name="isAll">Whether every host has rows of its own.</param>
/// <param name="told">Tells a time as the clock on the wall shows it.</param>
internal sealed class QuotaRows(bool isAll, Func<DateTimeOffset, string> told)
{
    private const string Hosts = "fetch/";
    private const string Files = "fetch/file";
    private const string MonthSeconds = "/2592000s";
    private const double ScarceShare = 0.1;

    /// <summary>The rows, in order of the lanes: lane, limit, from, room, working, asked, refused, seen.</summary>
    public IEnumerable<Ink[]> Of(IReadOnlyList<LaneView> lanes)
    {
        var hosts = isAll ? [] : lanes.Where(IsHost).ToList();
        var isSummed = hosts.Count > 1;
        foreach (var lane in lanes)
        {
            if (!isSummed || !IsHost(lane))
            {
                foreach (var row in Rows(lane.Name, [lane]))
                {
                    yield return row;
                }
            }
            else if (lane == hosts[0])
            {
                foreach (var row in Rows($"fetch, {Words.Count(hosts.Count)} hosts", hosts))
                {
                    yield return row;
                }
            }
        }
    }

    private static bool IsHost(LaneView lane) =>
        lane.Name.StartsWith(Hosts, StringComparison.Ordinal) && lane.Name != Files;

    private IEnumerable<Ink[]> Rows(string name, IReadOnlyList<LaneView> lanes)
    {
        var isFirst = true;
        foreach (var cells in Limits(lanes))
        {
            Ink[] counts = isFirst ? Counts(lanes) : ["", "", "", ""];
            yield return [new(name, isFirst ? Tone.Plain : Tone.Faint), .. cells, .. counts];
            isFirst = false;
        }
    }

    private static IEnumerable<Ink[]> Limits(IReadOnlyList<LaneView> lanes)
    {
        // A lane may limit one unit twice in the same period: the first of each belong together, and so on.
        var kinds = lanes.SelectMany(lane => lane.Limits.GroupBy(limit => (limit.Unit, limit.Period, limit.IsWindow))
                .SelectMany(alike => alike.Select((limit, place) => (Limit: limit, Kind: (alike.Key, place)))))
            .GroupBy(one => one.Kind, one => one.Limit).Select(kind => kind.ToList()).ToList();
        if (kinds.Count == 0)
        {
            yield return [new("none", Tone.Faint), "", ""];
        }

        foreach (var kind in kinds)
        {
            var each = lanes.Count == 1 ? "" : kind.Count == lanes.Count ? " each"
                : $", {Words.Count(kind.Count)} {(kind.Count == 1 ? "host" : "hosts")}";
            yield return [(One(kind, Text) ?? "differ") + each, One(kind, From) ?? "differ", Room(kind)];
        }
    }

    private static string? One(List<LimitView> limits, Func<LimitView, string> text) =>
        limits.Select(text).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null;

    /// <summary>As a user writes it, large amounts in short: <c>2 at once</c>, <c>50/min</c>, <c>40k tokens/min</c>.
    /// </summary>
    public static string Text(LimitView limit)
    {
        if (limit.From == KnownFrom.Nothing)
        {
            return limit.RatePerSecond > 0 ? "1/s to begin with" : "not known yet";
        }

        if (limit.Unit == Unit.Slots)
        {
            return Limit.AtOnce((int)limit.Amount).ToString();
        }

        var amount = limit.From == KnownFrom.Given ? limit.Amount : Measured(limit.Amount);
        var text = (new Limit(limit.Unit, amount, limit.Period) { IsWindow = limit.IsWindow }).ToString()
            .Replace(MonthSeconds, "/month", StringComparison.Ordinal);
        var exact = amount.ToString("0.######", CultureInfo.InvariantCulture);
        var isShort = amount >= 10_000 && text.StartsWith(exact, StringComparison.Ordinal);
        return isShort ? Words.Short((long)amount) + text[exact.Length..] : text;
    }

    // Three figures are more than a measured rate is good for.
    private static double Measured(double amount) => amount >= 1000 ? Math.Round(amount)
        : Math.Max(0.01, Math.Round(amount, amount >= 100 ? 0 : amount >= 10 ? 1 : 2));

    private static string From(LimitView limit) => limit.From switch
    {
        KnownFrom.Given => "given",
        KnownFrom.Headers => "headers",
        KnownFrom.Refusals => "refusals",
        _ => "–",
    };

    private static Ink Room(List<LimitView> limits)
    {
        var known = limits.Where(limit => limit.Capacity > 0).ToList();
        var (room, capacity) = (known.Sum(limit => limit.Room), known.Sum(limit => limit.Capacity));
        return known.Count == 0
            ? new("–", Tone.Faint)
            : new($"{Number(room, Math.Floor)}/{Number(capacity, Math.Round)}",
                room <= capacity * ScarceShare ? Tone.Held : Tone.Plain);
    }

    // What is nearly whole is whole: 0.97 of a call is not none.
    private static string Number(double amount, Func<double, double> whole) =>
        amount is > -10 and < 10 && Math.Abs(Math.Round(amount) - amount) > 0.05
            ? amount.ToString("0.0", CultureInfo.InvariantCulture)
            : amount is > -10 and < 10 ? Words.Short((long)Math.Round(amount))
            : amount < 0 ? "-" + Words.Short((long)Math.Min(-whole(amount), long.MaxValue / 2d))
            : Words.Short((long)Math.Min(whole(amount), long.MaxValue / 2d));

    private Ink[] Counts(IReadOnlyList<LaneView> lanes)
    {
        var refused = lanes.Sum(lane => lane.Refused);
        var isDriven = lanes.Any(lane => lane.InFlight is not null);
        return
        [
            isDriven ? Words.Count(lanes.Sum(lane => lane.InFlight ?? 0)) : new Ink("–", Tone.Faint),
            Words.Count(lanes.Sum(lane => lane.Asked)),
            new(Words.Count(refused), refused == 0 ? Tone.Faint : Tone.Held),
            told(lanes.Max(lane => lane.SeenAt)),
        ];
    }
}
