using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pressrun.Cli.Hosting;
using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Sql.Examining;
using Pressrun.Sql.Views;
using Pressrun.Timing;

namespace Pressrun.Surfaces.Tests.Journals;

/// <summary>What is to be had from a store: the figures that no later version may change.</summary>
internal static class Figures
{
    private const int HashDigits = 16;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>As it is kept.</summary>
    public static string Text(JsonNode node) => node.ToJsonString(Readable) + "\n";

    /// <summary>What the views, the journal and the examiner say of a store.</summary>
    public static JsonObject Found(string store, DateTimeOffset now)
    {
        using var views = StoreViews.Open(store)!;
        var run = views.Runs(1)[0];
        var records = RecordsOf(store, run.No);
        var examined = StoreExaminer.Look(store)!;
        return new()
        {
            ["runs"] = Lines(views.Runs(10).Select(Line)),
            ["stages"] = Lines(views.Stages(run.No).Select(stage => $"{stage.Name}: {Line(stage.Calls)}")),
            ["items"] = Lines(views.Items(run.No).Select(Line)),
            ["open_calls"] = Lines(Open(records)),
            ["records"] = Lines(records.CountBy(record => record.GetType().Name)
                .OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Key} {kind.Value}")),
            ["history"] = Lines(views.Items(run.No).Select(item => item.Ordinal).Prepend(0)
                .Select(ordinal => Line(ordinal, views.History(run.No, ordinal).Entries))),
            ["lanes"] = Lines(views.Lanes(now).SelectMany(lane => lane.Limits.Select(limit => string.Create(
                CultureInfo.InvariantCulture,
                $"{lane.Name}: {limit.Unit} {limit.Amount} per {limit.Period} from {limit.From}")))),
            ["unknown_calls"] = run.UnknownCalls,
            ["unknown_micros"] = run.Unknown.Micros,
            ["entries"] = examined.Entries,
            ["blobs"] = examined.Blobs,
            ["faults"] = Lines(examined.Faults),
            ["results"] = Results(records),
        };
    }

    /// <summary>What came of going on with it.</summary>
    public static JsonObject Resumed(string store, RunResult result, IReadOnlyList<Sending> sent)
    {
        using var views = StoreViews.Open(store)!;
        var run = views.Runs(1)[0];
        return new()
        {
            ["ending"] = result.Ending.ToString(),
            ["run"] = Line(run),
            ["items"] = Lines(views.Items(run.No).Select(Line)),
            ["sent"] = Lines(sent.Select(one => $"{one.Place} try {one.Attempt}").Order(StringComparer.Ordinal)),
            ["unknown_calls"] = run.UnknownCalls,
            ["unknown_micros"] = run.Unknown.Micros,
            ["results"] = Results(RecordsOf(store, run.No)),
        };
    }

    /// <summary>What executing its latest run once more, without sending, came to.</summary>
    public static JsonObject Replayed(Almanac almanac)
    {
        using var views = StoreViews.Open(almanac.Store)!;
        using var source = ReplaySource.Open(almanac.Store, views.Runs(1)[0].No)!;
        using var loop = new Loop(new VirtualWaiter(DateTimeOffset.UnixEpoch));
        var providers = almanac.Providers(
            new NearStore(new SourceStore(source, TimeProvider.System)), loop.Node("clock").Time);
        var report = Replay.Run(almanac.Pipeline, providers, source);
        return new()
        {
            ["items"] = report.Items,
            ["calls"] = report.Calls,
            ["would_be_sent"] = Lines(report.Drifts.Select(drift => $"{drift.Item} {drift.Stage} {drift.Part}")),
            ["different"] = Lines(report.Differences.Select(result => $"{result.Item} {result.Stage} {result.Part}")),
        };
    }

    /// <summary>The journal of a run.</summary>
    public static IReadOnlyList<Record> RecordsOf(string store, long run)
    {
        using var source = ReplaySource.Open(store, run)!;
        return [.. source.Read(new Query.Tail(0))];
    }

    /// <summary>The journals of all runs, one after another.</summary>
    public static IReadOnlyList<Record> RecordsOf(string store)
    {
        using var views = StoreViews.Open(store)!;
        return [.. views.Runs(10).OrderBy(run => run.No).SelectMany(run => RecordsOf(store, run.No))];
    }

    /// <summary>The fold of a journal.</summary>
    public static RunState Fold(IEnumerable<Record> records)
    {
        var state = new RunState();
        foreach (var record in records)
        {
            state.Apply(record);
        }

        return state;
    }

    private static IEnumerable<string> Open(IReadOnlyList<Record> records)
    {
        var keys = Keys(records);
        return Fold(records).Open.Values.OrderBy(open => open.Seq).Select(open => string.Create(
            CultureInfo.InvariantCulture,
            $"{keys[open.Intent.Number]} {open.Intent.Stage} {open.Intent.Part} try {open.Intent.Attempt} ")
            + $"{(open.IsUnknown ? "unknown" : "in flight")} {open.Intent.Demand.WorstCase.Micros}");
    }

    // The last result of each task.
    private static JsonArray Results(IReadOnlyList<Record> records)
    {
        var keys = Keys(records);
        return Lines(records.OfType<Record.Done>().GroupBy(done => (done.Number, done.Stage, done.Part))
            .OrderBy(task => task.Key.Number).ThenBy(task => task.Key.Stage, StringComparer.Ordinal)
            .ThenBy(task => task.Key.Part, StringComparer.Ordinal)
            .Select(task => $"{keys[task.Key.Number]} {task.Key.Stage} {task.Key.Part} "
                + task.Last().Output.Hash[..HashDigits]));
    }

    private static Dictionary<long, string> Keys(IReadOnlyList<Record> records)
    {
        var keys = records.OfType<Record.Item>().Where(item => item.Added is not null)
            .ToDictionary(item => item.Number, item => item.Added!.Key);
        keys[0] = "batch";
        return keys;
    }

    private static string Line(RunView run) => string.Create(CultureInfo.InvariantCulture,
        $"{run.No} {run.Id} {run.Phase} of {run.Budget.Run?.Micros} {run.Budget.Item?.Micros} ")
        + string.Create(CultureInfo.InvariantCulture,
        $"{run.Budget.Day?.Micros} spent {run.Spent.Micros} unknown {run.UnknownCalls} {run.Unknown.Micros}: ")
        + string.Join(' ', run.Items.OrderBy(item => item.Key)
            .Select(item => $"{Finished.NameOf(item.Key)} {item.Value}"));

    private static string Line(Tally calls) => string.Create(CultureInfo.InvariantCulture,
        $"answered {calls.Answered} refused {calls.Refused} failed {calls.Failed} unknown {calls.Unknown} ")
        + string.Create(CultureInfo.InvariantCulture,
        $"remembered {calls.Remembered} micros {calls.Cost.Micros} in {calls.Usage.AllInput} ")
        + string.Create(CultureInfo.InvariantCulture,
        $"out {calls.Usage.Output} reasoning {calls.Usage.Reasoning} characters {calls.Usage.Characters}");

    private static string Line(ItemView item) => string.Create(
        CultureInfo.InvariantCulture,
        $"{item.Ordinal} {item.Key} {Finished.NameOf(item.State)} {item.Stage} {item.Spent.Micros} {item.Cause}")
        .Trim();

    private static string Line(long ordinal, IReadOnlyList<HistoryEntry> entries) => string.Create(
        CultureInfo.InvariantCulture, $"{ordinal}: ") + string.Join(' ', entries
        .Select(entry => entry switch
        {
            HistoryEntry.Attempt attempt => attempt.Fate.ToString(),
            HistoryEntry.Verdict verdict => verdict.Then.ToString(),
            _ => entry.GetType().Name,
        })
        .CountBy(what => what).OrderBy(what => what.Key, StringComparer.Ordinal)
        .Select(what => $"{what.Key} {what.Value}"));

    private static JsonArray Lines(IEnumerable<string> lines) =>
        [.. lines.Select(line => JsonValue.Create(line.Replace("  ", " ", StringComparison.Ordinal)))];
}
