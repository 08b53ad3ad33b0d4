using System.CommandLine;
using Pressrun.Cli.Hosting;
using Pressrun.Pipelines.Bills;
using Pressrun.Providers.Prices;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>Says what a run has cost, and compares runs with a provider's own account.</summary>
internal static class SpendCommand
{
    private const string Words =
        """
        a row for each: stage model item day
        paid = used + wasted (failed calls, late answers,
        wrong form, revised, failed items); saved = remembered
        + cache reads; unknown = without a reply, at most
        """;

    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var run = new Argument<string?>("run")
        {
            Description = "the run; default: the newest (with --reconcile: all)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var by = new Option<string>("--by")
        {
            Description = Words,
            HelpName = "WHAT",
            DefaultValueFactory = _ => "stage",
        };
        by.AcceptOnlyFromAmong("stage", "model", "item", "day");
        var reconcile = new Option<string?>("--reconcile")
        {
            Description = "compare with a provider's own export (CSV, JSON)",
            HelpName = "FILE",
        };
        var command = new Command("spend", "say what a run has paid, wasted and saved") { run, by, reconcile };
        command.SetAction(parsed =>
        {
            var folders = Stores.Folders(parsed.GetValue(options.File), parsed.GetValue(options.Store), terminal);
            var (named, isJson) = (parsed.GetValue(run), parsed.GetValue(options.Json));
            var hasColor = terminal.HasColor(parsed.GetValue(options.NoColor));
            if (parsed.GetValue(reconcile) is { } file)
            {
                var bill = BillReader.Read(Path.GetFullPath(Path.Combine(terminal.Folder, file)), file);
                var compared = Reconciliation.Of(bill, RowsOf(named, folders));
                if (isJson)
                {
                    ReconcileJson.Tell(new(terminal.Output), compared);
                }
                else
                {
                    new ReconcilePage(file, compared, terminal, hasColor).Show();
                }

                return compared.IsEqual ? ExitCode.Done : ExitCode.SomeFailed;
            }

            var (views, found) = Stores.Find(named ?? "latest", folders);
            using (views)
            {
                var what = Enum.Parse<SpendBy>(parsed.GetValue(by)!, ignoreCase: true);
                var rows = views.Spend(found.No, what);
                if (isJson)
                {
                    SpendJson.Tell(new(terminal.Output), found, rows, what, PriceBook.Shipped);
                }
                else
                {
                    new SpendPage(found, PriceBook.Shipped, terminal, hasColor).Show(rows, what);
                }
            }

            return ExitCode.Done;
        });
        return command;
    }

    // A provider's account knows nothing of runs: it is held against all that were made.
    private static List<SpendRow> RowsOf(string? run, IReadOnlyList<string> folders)
    {
        const SpendBy By = SpendBy.Day | SpendBy.Model;
        if (run is not null)
        {
            var (named, found) = Stores.Find(run, folders);
            using (named)
            {
                return [.. named.Spend(found.No, By)];
            }
        }

        var rows = new List<SpendRow>();
        foreach (var folder in folders)
        {
            using var views = StoreViews.Open(folder);
            rows.AddRange(views?.Runs(int.MaxValue).SelectMany(one => views.Spend(one.No, By)) ?? []);
        }

        return rows;
    }
}
