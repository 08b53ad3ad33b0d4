using System.CommandLine;
using System.Text.Json;
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
                runs.ForEach(run => terminal.Output.WriteLine(Json(run)));
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
        var now = terminal.Time.GetUtcNow();
        Tables.Write(
            terminal.Output,
            [
                new("run", IsKept: true), new("pipeline"), new("state"), new("started"), new("done", IsNumber: true),
                new("failed", IsNumber: true), new("review", IsNumber: true), new("left", IsNumber: true),
                new("spent", IsNumber: true),
            ],
            runs.Select(run => (IReadOnlyList<Ink>)
            [
                run.ShortId, run.Pipeline, StateOf(run), Words.Moment(run.StartedAt, now), Count(run, ItemState.Done),
                Count(run, ItemState.Failed), Count(run, ItemState.Review), Count(run, ItemState.Open),
                run.Spent.ToString(),
            ]),
            terminal.IsOutputTerminal ? terminal.Size().Width : null,
            terminal.IsOutputTerminal && !isColorless && string.IsNullOrEmpty(terminal.Variable("NO_COLOR")));
    }

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

    private static string Json(RunView run) => JsonSerializer.Serialize(new
    {
        id = run.Id,
        pipeline = run.Pipeline,
        state = StateOf(run),
        started = run.StartedAt,
        ended = run.EndedAt,
        holder = run.Holder,
        items = run.Items.ToDictionary(pair => pair.Key.ToString().ToLowerInvariant(), pair => pair.Value),
        spent_usd = run.Spent.Micros / 1_000_000m,
        unknown_usd = run.Unknown.Micros / 1_000_000m,
        unknown_calls = run.UnknownCalls,
    });
}
