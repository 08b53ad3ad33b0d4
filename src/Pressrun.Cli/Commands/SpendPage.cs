using System.Globalization;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Providers.Prices;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>What a run has cost, for people.</summary>
/// <param name="run">The run.</param>
/// <param name="book">The prices it was booked at.</param>
/// <param name="terminal">Where it goes.</param>
/// <param name="isColored">Whether colours are wanted and possible.</param>
internal sealed class SpendPage(RunView run, PriceBook book, Terminal terminal, bool isColored)
{
    private const int RowsMax = 200;
    private const int NameWidth = 15;

    /// <summary>Writes the sums, then a table of the rows.</summary>
    public void Show(IReadOnlyList<SpendRow> rows, SpendBy by)
    {
        Say($"{run.Pipeline}  run {run.Id}  {RunsCommand.StateOf(run)}  "
            + $"started {Words.Local(run.StartedAt, terminal.Time)}");
        if (rows.Count == 0)
        {
            Say("it has asked for nothing");
            return;
        }

        Say("");
        ShowSums(new(SpendRow.Sum(rows), book));
        Say("");
        ShowRows(InOrder(rows, by), by);
    }

    private void ShowSums(SpendFigures sums)
    {
        var row = sums.Row;
        Line("paid", Paid(sums), $"{CallsOf(sums)}{Estimated(row)}");
        Line("  used", Words.Money(row.Used), "");
        Line("  wasted", Words.Money(row.Wasted), string.Join(", ",
            row.Wastes.Select(pair => $"{NameOf(pair.Key)} {Words.Money(pair.Value)}")));
        Line("saved", Words.Money(sums.Saved), string.Join(", ", Saved(sums)));
        Line("unknown", row.Unknown == Money.Zero ? Words.Money(row.Unknown) : Words.AtMost(row.Unknown),
            row.UnknownCalls == 0 ? "" : $"{Calls(row.UnknownCalls)} may have been "
                + $"{(row.Unknown == Money.Zero ? "made" : "paid")} without a result; "
                + $"which: pressrun show {run.ShortId}");
        if (sums.Unpriced > 0)
        {
            Line("unknown price", Calls(sums.Unpriced), "nobody here knows what they cost; prices: pressrun prices");
        }

        var usage = row.Usage;
        if (usage.AllInput + usage.Output > 0)
        {
            var share = usage.CacheRead / (double)Math.Max(1, usage.AllInput);
            var cached = usage.CacheRead == 0 ? "" : $" ({Words.Percent(share)} cached)";
            Line("tokens", $"{Words.Short(usage.AllInput)} in{cached}, {Words.Short(usage.Output)} out", "");
        }

        if (usage.Characters > 0)
        {
            Line("characters", Words.Count(usage.Characters), "");
        }
    }

    private void ShowRows(List<SpendFigures> rows, SpendBy by)
    {
        // A column only where there is something to say in it.
        List<(Column Column, Func<SpendFigures, Ink> Cell, bool IsShown)> columns =
        [
            (new(by.ToString().ToLowerInvariant(), IsKept: true), one => NameOf(one.Row, by), true),
            (Number("calls"), one => Count(one.Row.Calls), true),
            (Number("paid"), one => Paid(one), true),
            (Number("wasted"), one => Amount(one.Row.Wasted, Tone.Held), Any(one => one.Row.Wasted > Money.Zero)),
            (Number("saved"), one => Amount(one.Saved, Tone.Plain), Any(one => one.Saved > Money.Zero)),
            (Number("unknown"), Unknown, Any(one => one.Row.UnknownCalls > 0)),
            (Number("remembered"), one => Count(one.Row.Remembered), Any(one => one.Row.Remembered > 0)),
            (Number("in"), one => Short(one.Row.Usage.AllInput), Any(one => one.Row.Usage.AllInput > 0)),
            (Number("cached"), one => Short(one.Row.Usage.CacheRead), Any(one => one.Row.Usage.CacheRead > 0)),
            (Number("out"), one => Short(one.Row.Usage.Output), Any(one => one.Row.Usage.Output > 0)),
            (Number("characters"), one => Short(one.Row.Usage.Characters), Any(one => one.Row.Usage.Characters > 0)),
            (Number("estimated"), one => Count(one.Row.Estimated), Any(one => one.Row.Estimated > 0)),
        ];
        columns.RemoveAll(column => !column.IsShown);
        Tables.Write(
            terminal.Output, columns.ConvertAll(column => column.Column),
            rows.Take(RowsMax).Select(row => columns.ConvertAll(column => column.Cell(row))),
            terminal.IsOutputTerminal ? terminal.Size().Width : null, isColored);
        if (rows.Count > RowsMax)
        {
            var rest = SpendRow.Sum(rows.Skip(RowsMax).Select(row => row.Row));
            Say($"and {Words.Count(rows.Count - RowsMax)} more with {Words.Money(rest.Paid)}; --json lists them all");
        }

        bool Any(Func<SpendFigures, bool> has) => rows.Any(has);
    }

    // What costs most comes first where rows have no order of their own; models that cost nothing are one row.
    private List<SpendFigures> InOrder(IReadOnlyList<SpendRow> rows, SpendBy by)
    {
        var figures = rows.Select(row => new SpendFigures(row, book)).ToList();
        if (by == SpendBy.Model && figures.Exists(row => row.IsFree))
        {
            var free = SpendRow.Sum(figures.Where(row => row.IsFree).Select(row => row.Row));
            figures.RemoveAll(row => row.IsFree);
            figures.Add(new(free with { Model = "all that costs nothing" }, book));
        }

        return by is SpendBy.Stage or SpendBy.Day ? figures
            : [.. figures.OrderByDescending(row => row.Row.Paid).ThenBy(row => row.IsFree)];
    }

    /// <summary>Why something was not used, in words.</summary>
    public static string NameOf(Waste waste) => waste switch
    {
        Waste.FailedCall => "failed calls",
        Waste.LateAnswer => "late answers",
        Waste.FailedItem => "failed items",
        Waste.DrawnAgain => "wrong form",
        _ => "revised",
    };

    /// <summary>What a row is about.</summary>
    public static string NameOf(SpendRow row, SpendBy by) => by switch
    {
        SpendBy.Stage => row.Stage!,
        SpendBy.Model => row.Model is "" ? "(remembered)" : row.Model!,
        SpendBy.Day => row.Day!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => row.Ordinal == 0 ? "(the whole batch)"
            : $"{row.Ordinal} {Cells.Fit(Cells.Clean(row.Item?.Title ?? row.Item?.Key ?? ""), 40)}".TrimEnd(),
    };

    // What has no known price is never shown as free.
    private static string Paid(SpendFigures sums) => sums.Unpriced == 0 ? Words.Money(sums.Row.Paid)
        : sums.Row.Paid == Money.Zero ? "unknown price"
        : $"{Words.Money(sums.Row.Paid)} + unknown";

    private static IEnumerable<string> Saved(SpendFigures sums)
    {
        if (sums.Row.Remembered > 0)
        {
            yield return $"{Words.Count(sums.Row.Remembered)} remembered "
                + $"{(sums.Row.Remembered == 1 ? "answer" : "answers")} {Words.Money(sums.Row.RememberedCost)}";
        }

        if (sums.CacheSaved > Money.Zero)
        {
            yield return $"read from providers' caches {Words.Money(sums.CacheSaved)}";
        }

        if (sums.CacheUntold > 0)
        {
            yield return $"{Words.Short(sums.CacheUntold)} cached tokens at prices not known here";
        }
    }

    private static Ink Unknown(SpendFigures one) => one.Row.UnknownCalls == 0 ? new Ink("")
        : new Ink(one.Row.Unknown == Money.Zero
            ? Calls(one.Row.UnknownCalls)
            : Words.AtMost(one.Row.Unknown), Tone.Held);

    private static string Estimated(SpendRow row) =>
        row.Estimated == 0 ? "" : $", {Words.Count(row.Estimated)} of them estimated: their providers did not count";

    private static string CallsOf(SpendFigures sums) => (sums.ServiceCalls, sums.Row.Calls - sums.ServiceCalls) switch
    {
        (var booked, 0) => Calls(booked),
        (0, var free) => $"{Calls(free)}, all free",
        var (booked, free) => $"{Calls(booked)} and {Words.Count(free)} free",
    };

    private static string Calls(long count) => $"{Words.Count(count)} {(count == 1 ? "call" : "calls")}";

    private static Ink Amount(Money amount, Tone tone) =>
        amount == Money.Zero ? new Ink("") : new Ink(Words.Money(amount), tone);

    private static Ink Count(long count) => new(Words.Count(count), count == 0 ? Tone.Faint : Tone.Plain);

    private static Ink Short(long count) => count == 0 ? "" : Words.Short(count);

    private static Column Number(string title) => new(title, IsNumber: true);

    private void Line(string name, string amount, string why) =>
        Say($"{name,-NameWidth}{amount}{(why.Length == 0 ? "" : $"   {why}")}");

    private void Say(string text) => terminal.Say(text);
}
