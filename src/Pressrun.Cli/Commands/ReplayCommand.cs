using System.CommandLine;
using System.Globalization;
using Pressrun.Cli.Hosting;
using Pressrun.Cli.Screens;
using Pressrun.Pipelines.Building;
using Pressrun.Rehearsing;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>Executes finished items again with every call answered by the journal: what would be paid again?</summary>
internal static class ReplayCommand
{
    private const int ExcerptMax = 60;
    private const int Shown = 10;

    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var words = new RunWords();
        var command = new Command("replay",
            "execute finished items again, answered by the journal: tells what would be paid again; sends nothing");
        words.AddTo(command, isReading: true);
        command.SetAction(parsed => Run(terminal, words.Read(parsed, options)));
        return command;
    }

    private static int Run(Terminal terminal, RunWishes wishes)
    {
        var place = Workplace.Find(wishes.File, terminal);
        var pipeline = PipelineLoader.Load(place.Request(terminal, wishes.Sets, wishes.IsOffline) with
        {
            Select = wishes.Items,
            Limit = wishes.Limit,
        });
        var folder = place.StoreOf(pipeline.Pipeline.Name, wishes.IsOffline, wishes.Store, terminal);
        using var views = StoreViews.Open(folder);
        if (views?.Runs(1) is not [var run])
        {
            throw new CommandException(ExitCode.Usage,
                $"there is no run of {pipeline.Pipeline.Name} to replay; `pressrun run` makes one"
                    + (wishes.IsOffline ? "" : ", and --offline replays what stand-ins made"));
        }

        using var source = ReplaySource.Open(folder, run.No)!;
        using var providers = Hosting.Providers.ForReading(
            pipeline, place.Folder, new SourceStore(source, terminal.Time), terminal.Time);
        var report = Replay.Run(pipeline.Pipeline, providers.All, source, pipeline.Selects);
        if (wishes.IsJson)
        {
            Tell(new(terminal.Output), run.ShortId, report);
        }
        else
        {
            Say(terminal.Output, run.ShortId, report);
        }

        return report.IsSame ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private static void Say(TextWriter output, string run, ReplayReport report)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"run {run}: {report.Items:N0} finished items again, {report.Calls:N0} calls answered by the journal"));
        if (report.IsSame)
        {
            output.WriteLine("nothing would be paid again, and every result is what it was");
            return;
        }

        foreach (var stage in report.Drifts.GroupBy(drift => drift.Stage))
        {
            var worst = stage.Aggregate(Model.Money.Zero, (sum, drift) => sum + drift.WorstCase);
            var items = stage.Select(drift => drift.Item).Distinct(StringComparer.Ordinal).Count();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {stage.Key}  {items:N0} items ask anew: {stage.Count():N0} calls, ≤ {worst}"));
            foreach (var line in stage.Select(drift => $"    {Cells.Clean(drift.Item)}: {Why(drift)}")
                         .Distinct(StringComparer.Ordinal).Take(Shown))
            {
                output.WriteLine(line);
            }
        }

        // What was not asked for is missing from what follows.
        foreach (var stage in report.Differences.Where(_ => report.Drifts.Count == 0)
                     .GroupBy(difference => difference.Stage))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {stage.Key}  {stage.Count():N0} results came out differently from the same answers: "
                + $"{string.Join(", ", stage.Take(Shown).Select(difference =>
                    difference.Item.Length == 0 ? "the batch" : Cells.Clean(difference.Item)))}"));
        }
    }

    private static string Why(Drift drift)
    {
        if (drift.WasModel is { } model && model != drift.Model)
        {
            return $"model {drift.Model}, was {model}";
        }

        if (drift.Was is not { } was)
        {
            return "nothing was asked there before";
        }

        var place = 0;
        while (place < was.Length && place < drift.Request.Length && was[place] == drift.Request[place])
        {
            place++;
        }

        return $"asks `{Excerpt(drift.Request, place)}`, was `{Excerpt(was, place)}`";
    }

    private static string Excerpt(string text, int place)
    {
        var start = Math.Max(0, place - 15);
        return Cells.Clean(text.Substring(start, Math.Min(ExcerptMax, text.Length - start)));
    }

    private static void Tell(JsonLines lines, string run, ReplayReport report)
    {
        foreach (var drift in report.Drifts)
        {
            lines.Tell("drift", json =>
            {
                json.WriteString("item", drift.Item);
                json.WriteString("stage", drift.Stage);
                json.WriteString("part", drift.Part);
                json.WriteString("why", Why(drift));
                json.WriteNumber("worst_usd", drift.WorstCase.Micros / 1_000_000m);
            });
        }

        foreach (var difference in report.Differences)
        {
            lines.Tell("difference", json =>
            {
                json.WriteString("item", difference.Item);
                json.WriteString("stage", difference.Stage);
                json.WriteString("part", difference.Part);
            });
        }

        lines.Tell("replay", json =>
        {
            json.WriteString("run", run);
            json.WriteNumber("items", report.Items);
            json.WriteNumber("calls", report.Calls);
            json.WriteNumber("drifts", report.Drifts.Count);
            json.WriteNumber("differences", report.Differences.Count);
        });
    }
}
