using System.CommandLine;
using Pressrun.Cli.Hosting;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>Lists the runs of this folder.</summary>
internal static class RunsCommand
{
    private const int RunsMax = 100;

    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var command = new Command("runs", "list the runs of this folder, newest first");
        command.SetAction(parsed =>
        {
            var runs = new List<RunView>();
            foreach (var folder in Stores.Folders(
                parsed.GetValue(options.File), parsed.GetValue(options.Store), terminal))
            {
                using var views = StoreViews.Open(folder);
                runs.AddRange(views?.Runs(RunsMax) ?? []);
            }

            runs.Sort((left, right) => right.StartedAt.CompareTo(left.StartedAt));
            if (parsed.GetValue(options.Json))
            {
                var lines = new JsonLines(terminal.Output);
                runs.ForEach(run => lines.Tell("run", json => ViewJson.Write(json, run)));
            }
            else if (runs.Count == 0)
            {
                terminal.Error.WriteLine("nothing has been run here yet; `pressrun run` begins");
            }
            else
            {
                Show(runs, terminal, parsed.GetValue(options.NoColor));
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Where a run stands, in a word.</summary>
    public static string StateOf(RunView run) => run.Phase switch
    {
        RunPhase.Ended => "ended",
        RunPhase.Superseded => "superseded",
        _ when run.IsLive => "running",
        _ => "waits to go on",
    };

    private static void Show(List<RunView> runs, Terminal terminal, bool isColorless)
    {
        // A column only where there is something to say in it.
        var hasLost = runs.Exists(run => run.UnknownCalls > 0);
        Tables.Write(
            terminal.Output,
            [
                new("run", IsKept: true), new("pipeline"), new("state"), new("started"), new("done", IsNumber: true),
                new("failed", IsNumber: true), new("review", IsNumber: true), new("left", IsNumber: true),
                new("spent", IsNumber: true),
                .. hasLost ? [new Column("without a result", IsNumber: true)] : (Column[])[],
            ],
            runs.Select(run => (IReadOnlyList<Ink>)
            [
                run.ShortId, run.Pipeline, StateOf(run), Words.Local(run.StartedAt, terminal.Time),
                Count(run, ItemState.Done), Count(run, ItemState.Failed), Count(run, ItemState.Review),
                Count(run, ItemState.Open), Words.Money(run.Spent), .. hasLost ? [Lost(run)] : (Ink[])[],
            ]),
            terminal.IsOutputTerminal ? terminal.Size().Width : null,
            terminal.HasColor(isColorless));
    }

    private static Ink Lost(RunView run) => run.UnknownCalls == 0 ? new("0", Tone.Faint)
        : new(Words.Count(run.UnknownCalls)
            + (run.Unknown == Money.Zero ? "" : $", {Words.AtMost(run.Unknown)}"), Tone.Held);

    private static Ink Count(RunView run, ItemState state)
    {
        var count = run.Items.GetValueOrDefault(state);
        return new(Words.Count(count), count == 0 ? Tone.Faint : state switch
        {
            ItemState.Failed => Tone.Failed,
            ItemState.Review => Tone.Review,
            _ => Tone.Plain,
        });
    }
}
