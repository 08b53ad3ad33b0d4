using System.Globalization;
using Pressrun.Cli.Screens;
using Pressrun.Providers.Prices;

namespace Pressrun.Cli.Commands;

/// <summary>Prices as tables.</summary>
/// <param name="list">What is shown.</param>
internal sealed class PriceRows(PriceList list)
{
    // What is left out first where a terminal is narrow: what a price is comes before where it was read.
    private static readonly string[] LeftOut =
        ["source", "checked", "to", "from", "write 1h", "write", "cached", "region", "call", "status"];

    /// <summary>Writes the prices, a line each; columns without anything to say are left out.</summary>
    public void Write(TextWriter output, int? width, bool hasColor)
    {
        var tariffs = list.Tariffs;
        List<(Column Column, Func<Tariff, Ink> Cell)> columns =
        [
            (new("model", IsKept: true), one => new(
                $"{one.Provider}/{one.Model}", IsHeld(one) ? Tone.Plain : Tone.Faint)),
            (new("route"), one => one.Route),
            (new("region"), one => one.Region ?? ""),
            (new("prompt"), PromptOf),
            (Number("input"), one => Amount(one.Input)),
            (Number("cached"), one => Amount(one.CacheRead)),
            (Number("write"), one => Amount(one.CacheWrite5m)),
            (Number("write 1h"), one => Amount(one.CacheWrite1h)),
            (Number("output"), one => Amount(one.Output)),
            (Number("speech"), one => Amount(one.Characters)),
            (Number("call"), one => Amount(one.Request)),
            (new("status"), one => StatusOf(one)),
            (new("from"), one => Day(one.ValidFrom)),
            (new("to"), one => Day(one.ValidTo)),
            (new("checked"), one => new(Day(one.CheckedOn), IsOld(one) ? Tone.Held : Tone.Plain)),
            (new("source"), one => new(one.Source, Tone.Faint)),
        ];
        columns.RemoveAll(column => tariffs.All(tariff => column.Cell(tariff).Text is "" or "live" or "in force"));
        List<List<Ink>> table = [.. tariffs.Select(tariff => columns.ConvertAll(column => column.Cell(tariff)))];
        List<Column> heads = columns.ConvertAll(column => column.Column);
        foreach (var name in LeftOut)
        {
            var place = heads.FindIndex(head => head.Title == name);
            if (place >= 0 && Tables.Width(heads, table) > width)
            {
                heads.RemoveAt(place);
                table.ForEach(row => row.RemoveAt(place));
            }
        }

        Tables.Write(output, heads, table, width, hasColor);
    }

    /// <summary>Writes which models answer no more from when on; nothing if none is known to.</summary>
    public void WriteRetiring(TextWriter output, int? width, bool hasColor)
    {
        if (list.Retiring is not { Count: > 0 } retiring)
        {
            return;
        }

        output.WriteLine();
        Tables.Write(
            output,
            [new("model", IsKept: true), new("retires", IsKept: true), new("instead")],
            retiring.Select(one => (IReadOnlyList<Ink>)
            [
                $"{one.Provider}/{one.Fact.Model}", new(Day(one.Fact.RetiresOn), ToneOf(one.Fact.RetiresOn!.Value)),
                one.Fact.Replacement ?? "",
            ]),
            width, hasColor);
    }

    /// <summary>Where a line stands, in a word.</summary>
    public static string StatusOf(Tariff tariff, DateOnly day) => tariff.Status switch
    {
        TariffStatus.Announced => "announced",
        TariffStatus.Withdrawn => "withdrawn",
        _ when tariff.ValidTo <= day => "past",
        _ when tariff.ValidFrom > day => "to come",
        _ => "in force",
    };

    private string StatusOf(Tariff tariff) => StatusOf(tariff, list.Day);

    private bool IsHeld(Tariff tariff) => tariff.Holds(list.Day);

    private bool IsOld(Tariff tariff) => list.Day.DayNumber - tariff.CheckedOn.DayNumber > PriceBook.AgeMaxDays;

    private Tone ToneOf(DateOnly retires) => retires <= list.Day ? Tone.Failed
        : retires.DayNumber - list.Day.DayNumber <= PriceBook.AgeMaxDays ? Tone.Held : Tone.Plain;

    private static Column Number(string title) => new(title, IsNumber: true);

    private static Ink PromptOf(Tariff tariff) => tariff.TierFrom > 0 ? $"> {Words.Short(tariff.TierFrom)}"
        : tariff.TierTo is { } most ? $"≤ {Words.Short(most)}" : "";

    private static Ink Amount(decimal? amount) =>
        amount?.ToString("#,##0.00####", CultureInfo.InvariantCulture) ?? "";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
