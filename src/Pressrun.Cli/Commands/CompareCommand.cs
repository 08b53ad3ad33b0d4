using System.CommandLine;
using System.Globalization;
using Pressrun.Cli.Hosting;
using Pressrun.Cli.Screens;
using Pressrun.Pipelines.Building;

namespace Pressrun.Cli.Commands;

/// <summary>
/// One at a time against many at once: the same batch run in virtual time with different numbers of workers, with and
/// without the limits of its services. Asks nobody and writes nothing.
/// </summary>
internal static class CompareCommand
{
    private const int WorkersMost = 100_000;
    private const int RowsMost = 20;

    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var file = new Argument<string?>("file")
        {
            Description = "the pipeline file",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var workers = new Option<string>("--workers")
        {
            Description = "numbers of items at a time; 1 = one call at a time",
            HelpName = "N,N,…",
            DefaultValueFactory = _ => "1,4,8",
        };
        var items = new Option<string?>("--items")
        {
            Description = "only these: 1-5,opening (places or keys)",
            HelpName = "ITEMS",
        };
        var limit = new Option<int?>("--limit") { Description = "only the first N", HelpName = "N" };
        var command = new Command(
            "compare", "say how long the batch would take with 1, 4, 8 workers, and left to itself; sends nothing")
        {
            file, workers, items, limit,
        };
        command.SetAction(parsed =>
        {
            var place = Workplace.Find(parsed.GetValue(file) ?? parsed.GetValue(options.File), terminal);
            var pipeline = PipelineLoader.Load(
                place.Request(terminal, parsed.GetValue(options.Set) ?? [], isOffline: false) with
                {
                    Select = parsed.GetValue(items),
                    Limit = parsed.GetValue(limit),
                });
            if (pipeline.Selected == 0)
            {
                terminal.Error.WriteLine("no item is selected, so there is nothing to compare");
                return ExitCode.Done;
            }

            var rows = Measure(pipeline, place.Folder, Numbers(parsed.GetValue(workers)!), terminal.Time.GetUtcNow());
            if (parsed.GetValue(options.Json))
            {
                Tell(new(terminal.Output), pipeline, rows);
            }
            else
            {
                Say(pipeline, rows, terminal, terminal.HasColor(parsed.GetValue(options.NoColor)));
            }

            return rows.TrueForAll(row => row.Trouble is null) ? ExitCode.Done : ExitCode.SomeFailed;
        });
        return command;
    }

    private static List<int> Numbers(string text)
    {
        var numbers = new List<int>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number is < 1 or > WorkersMost)
            {
                throw new CommandException(ExitCode.Usage,
                    $"--workers: `{word}` is no number from 1 to {WorkersMost:N0}; such as --workers 1,4,8");
            }

            numbers.Add(number);
        }

        return numbers.Count is > 0 and <= RowsMost ? [.. numbers.Distinct().Order()]
            : throw new CommandException(
                ExitCode.Usage, $"--workers: give 1 to {RowsMost} numbers; such as --workers 1,4,8");
    }

    private static List<CompareRow> Measure(
        LoadedPipeline pipeline, string folder, List<int> numbers, DateTimeOffset start)
    {
        var rows = new List<CompareRow>();
        foreach (var workers in numbers.Select(number => (int?)number).Append(null))
        {
            rows.Add(new(workers, ComparedRun.Of(pipeline, folder, start, workers, hasLimits: false),
                ComparedRun.Of(pipeline, folder, start, workers, hasLimits: true)));
        }

        return rows;
    }

    private static void Say(LoadedPipeline pipeline, List<CompareRow> rows, Terminal terminal, bool hasColor)
    {
        var (first, auto) = (rows[0], rows[^1]);
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{pipeline.Pipeline.Name}   {Words.Count(pipeline.Selected)} items   {Words.Count(auto.Free.Calls)} calls "
            + $"of models   nothing was sent"));
        terminal.Output.WriteLine();
        List<IReadOnlyList<Ink>> cells =
        [
            .. rows.Select(row => (IReadOnlyList<Ink>)
                [row.Name, Words.Length(row.Real.Elapsed), Times(first, row.Real), Words.Length(row.Free.Elapsed)]),
            ["no limits", Words.Length(auto.Free.Elapsed), Times(first, auto.Free), ""],
        ];
        Tables.Write(terminal.Output,
            [new("workers", IsKept: true), new("takes", IsNumber: true), new("faster", IsNumber: true),
                new("without quotas", IsNumber: true)],
            cells, terminal.IsOutputTerminal ? terminal.Size().Width : null, hasColor);
        terminal.Output.WriteLine();
        if (auto.IsHeldBack)
        {
            var bound = auto.Real.Bound!;
            terminal.Output.WriteLine(Cells.Clean(
                $"bound by {bound.Binding}: no order of these calls takes less than "
                + $"{Words.Length(TimeSpan.FromSeconds(bound.Seconds))}, however many workers there are"));
        }

        terminal.Output.WriteLine(Latencies(pipeline));
        foreach (var trouble in rows.Select(row => row.Trouble).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            terminal.Warn(Cells.Clean($"not all came to their end: {trouble}"));
        }
    }

    private static string Times(CompareRow first, ComparedRun run) => run.Elapsed <= TimeSpan.Zero ? "" :
        (first.Real.Elapsed / run.Elapsed).ToString("0.0", CultureInfo.InvariantCulture) + "x";

    private static string Latencies(LoadedPipeline pipeline)
    {
        var usual = Words.Length(ComparedRun.UsualLatency);
        return pipeline.Latencies.Count == 0
            ? $"each call of a model taken as {usual}: say better with `expect: {{ latency: 40s }}` at a stage"
            : $"latencies from `expect`, else {usual}; limits of today; nothing fails and nothing is revised";
    }

    private static void Tell(JsonLines lines, LoadedPipeline pipeline, List<CompareRow> rows)
    {
        foreach (var row in rows)
        {
            lines.Tell("row", json =>
            {
                json.WriteString("workers", row.Workers is { } workers
                    ? workers.ToString(CultureInfo.InvariantCulture) : "auto");
                json.WriteNumber("seconds", Math.Round(row.Real.Elapsed.TotalSeconds, 3));
                json.WriteNumber("seconds_without_quotas", Math.Round(row.Free.Elapsed.TotalSeconds, 3));
                json.WriteNumber("calls", row.Real.Calls);
            });
        }

        lines.Tell("compare", json =>
        {
            json.WriteString("pipeline", pipeline.Pipeline.Name);
            json.WriteNumber("items", pipeline.Selected);
            var bound = rows[^1].IsHeldBack ? rows[^1].Real.Bound : null;
            json.WriteString("bound_by", bound?.Binding);
            json.WriteNumber("bound_seconds", Math.Round(bound?.Seconds ?? 0, 3));
        });
    }
}
