using System.Globalization;
using Pressrun.Cli.Screens;
using Pressrun.Model;

namespace Pressrun.Cli.Commands;

/// <summary>A comparison with a provider's account, for people.</summary>
/// <param name="file">The file as the user named it.</param>
/// <param name="compared">The comparison.</param>
/// <param name="terminal">Where it goes.</param>
/// <param name="isColored">Whether colours are wanted and possible.</param>
internal sealed class ReconcilePage(string file, Reconciliation compared, Terminal terminal, bool isColored)
{
    /// <summary>Writes a table and the verdict.</summary>
    public void Show()
    {
        List<Column> columns = compared.HasCosts
            ? [Number("ours"), Number("theirs"), Number("difference")]
            : [Number("our in"), Number("their in"), Number("our out"), Number("their out")];
        Tables.Write(
            terminal.Output, [new("day", IsKept: true), new("model"), .. columns, new("why")],
            compared.Rows.Select(row => (List<Ink>)
            [
                row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.Model.Length == 0 ? "all" : row.Model,
                .. compared.HasCosts ? Costs(row) : Tokens(row), Why(row),
            ]),
            terminal.IsOutputTerminal ? terminal.Size().Width : null, isColored);
        if (compared.NotCompared.Count > 0)
        {
            terminal.Say($"not compared, because {file} names no model of their providers: "
                + string.Join(", ", compared.NotCompared));
        }

        terminal.Say(Verdict());
    }

    private string Verdict()
    {
        var (rows, explained) = (compared.Rows.Count, compared.Rows.Count(row => row.IsExplained));
        var differ = compared.Rows.Count(row => !row.IsEqual && !row.IsExplained);
        var what = $"{Words.Count(rows)} {(rows == 1 ? "row" : "rows")} by day"
            + (compared.HasModels ? " and model" : ", because the file names no models");
        var may = explained == 0 ? ""
            : $", {Words.Count(explained)} {(differ == 0 ? "of them but for" : "more only by")} calls without a reply";
        return differ == 0
            ? $"{what}: all agree {(compared.HasCosts ? "to the cent" : "to the token")}{may}"
            : $"{what}: {Words.Count(differ)} {(differ == 1 ? "differs" : "differ")}{may}";
    }

    /// <summary>Why a row differs, as far as anybody can say; empty if it does not.</summary>
    public static string Why(ReconciledRow row)
    {
        var unknown = Count(row.Ours.UnknownCalls, "without a reply")
            + (row.Ours.Unknown == Money.Zero ? "" : $", {Words.AtMost(row.Ours.Unknown)}");
        return row.IsEqual ? ""
            : row.IsExplained ? unknown
            : row.Unpriced > 0 ? Count(row.Unpriced, "of unknown price")
            : row.Ours.Calls + row.Ours.UnknownCalls == 0 ? "not asked in these runs"
            : IsLess(row) ? "not in the file, or not yet"
            : row.Ours.UnknownCalls > 0 ? $"more than {unknown}"
            : row.Ours.Estimated > 0 && row.Difference is null ? Count(row.Ours.Estimated, "estimated")
            : "asked outside of these runs, or at another price";
    }

    private static bool IsLess(ReconciledRow row) => row.Difference is { } difference ? difference < 0
        : row.In + row.Out + row.Characters < 0;

    private static Ink[] Costs(ReconciledRow row) =>
    [
        row.Unpriced > 0 && row.Ours.Paid == Money.Zero ? "unknown price" : Words.Money(row.Ours.Paid),
        Dollars(row.TheirCost!.Value),
        row.IsEqual ? new("", Tone.Faint)
            : new((row.Difference > 0 ? "+" : "") + Dollars(row.Difference!.Value), ToneOf(row)),
    ];

    private static Ink[] Tokens(ReconciledRow row) =>
    [
        Words.Count(row.Ours.Usage.AllInput), new(Words.Count(row.TheirUsage.Input), ToneOf(row)),
        Words.Count(row.Ours.Usage.Output), new(Words.Count(row.TheirUsage.Output), ToneOf(row)),
    ];

    private static Tone ToneOf(ReconciledRow row) =>
        row.IsEqual ? Tone.Plain : row.IsExplained ? Tone.Held : Tone.Failed;

    // Providers name more places than a millionth of a dollar.
    private static string Dollars(decimal dollars) =>
        Words.Money(new((long)Math.Round(dollars * 1_000_000m, MidpointRounding.AwayFromZero)));

    private static string Count(long calls, string what) =>
        $"{Words.Count(calls)} {(calls == 1 ? "call" : "calls")} {what}";

    private static Column Number(string title) => new(title, IsNumber: true);
}
