using System.CommandLine;
using Pressrun.Cli.Hosting;
using Pressrun.Cli.Screens;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>Lists the limits in force of all that was asked in this folder.</summary>
internal static class QuotasCommand
{
    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var all = new Option<bool>("--all") { Description = "every web host in lines of its own" };
        var command = new Command("quotas", "list the limits in force and what is left of them") { all };
        command.SetAction(parsed =>
        {
            var now = terminal.Time.GetUtcNow();
            var found = new List<StoreLanes>();
            foreach (var folder in Stores.Folders(
                parsed.GetValue(options.File), parsed.GetValue(options.Store), terminal))
            {
                using var views = StoreViews.Open(folder);
                if (views?.Runs(1) is [var run])
                {
                    found.Add(new(Path.GetFileName(folder), run.ShortId, views.Lanes(now)));
                }
            }

            found.RemoveAll(store => store.Lanes.Count == 0);
            if (parsed.GetValue(options.Json))
            {
                var lines = new JsonLines(terminal.Output);
                found.ForEach(store => QuotaJson.Tell(lines, store));
            }
            else if (found.Count == 0)
            {
                terminal.Error.WriteLine("nothing has been asked here yet; `pressrun run` begins");
            }
            else
            {
                Show(
                    terminal.Output, found, parsed.GetValue(all), moment => Words.Local(moment, terminal.Time),
                    terminal.IsOutputTerminal ? terminal.Size().Width : null,
                    terminal.HasColor(parsed.GetValue(options.NoColor)));
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Writes the table, and which runs its counts are of.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="stores">What is known of lanes; with several, each line says in which.</param>
    /// <param name="isAll">Whether every web host has lines of its own.</param>
    /// <param name="told">Tells a time as the clock on the wall shows it.</param>
    /// <param name="width">Columns of the terminal; null if it is none.</param>
    /// <param name="hasColor">Whether to colour.</param>
    public static void Show(
        TextWriter output, IReadOnlyList<StoreLanes> stores, bool isAll, Func<DateTimeOffset, string> told, int? width,
        bool hasColor)
    {
        var rows = new QuotaRows(isAll, told);
        List<Column> columns =
        [
            new("store"), new("lane"), new("limit", IsKept: true), new("from"), new("room", IsNumber: true),
            new("busy", IsNumber: true), new("asked", IsNumber: true), new("refused", IsNumber: true), new("seen"),
        ];
        List<List<Ink>> table =
            [.. stores.SelectMany(store => rows.Of(store.Lanes).Select(row => (List<Ink>)[store.Store, .. row]))];
        if (stores.Count == 1)
        {
            Drop(0);
        }

        // The others say more about what may be asked now.
        if (Tables.Width(columns, table) > width)
        {
            Drop(columns.Count - 1);
        }

        Tables.Write(output, columns, table, width, hasColor);
        output.WriteLine($"asked and refused are of the latest run: "
            + string.Join(", ", stores.Select(store => store.Run)));

        void Drop(int place)
        {
            columns.RemoveAt(place);
            table.ForEach(row => row.RemoveAt(place));
        }
    }
}
