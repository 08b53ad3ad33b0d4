using System.Globalization;
using System.Text;
using System.Text.Json;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Pipelines.Files;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>The pages of <c>pressrun show</c>.</summary>
/// <param name="views">The store.</param>
/// <param name="run">The run.</param>
/// <param name="terminal">Where they go.</param>
/// <param name="isColored">Whether colours are wanted and possible.</param>
internal sealed class ShowPages(StoreViews views, RunView run, Terminal terminal, bool isColored)
{
    private const int ItemsMax = 200;
    private const int BodyMax = 1024 * 1024;

    private static readonly ItemState[] InOrder =
        [ItemState.Failed, ItemState.Review, ItemState.Open, ItemState.Skipped, ItemState.Done];

    private int? Width => terminal.IsOutputTerminal ? terminal.Size().Width : null;

    /// <summary>The run: its stages and its items, those that need a person first.</summary>
    public void ShowRun()
    {
        Say($"{run.Pipeline}  run {run.Id}  {RunsCommand.StateOf(run)}  started {run.StartedAt:u}  {run.Spent} spent");
        if (run.UnknownCalls > 0)
        {
            Say($"≤ {Words.Count(run.UnknownCalls)} calls, ≤ {run.Unknown}, may have been paid without a result");
        }

        Say("");
        Tables.Write(
            terminal.Output,
            [
                new("stage", IsKept: true), new("calls", IsNumber: true), new("remembered", IsNumber: true),
                new("failed", IsNumber: true), new("stopped here", IsNumber: true), new("cost", IsNumber: true),
            ],
            views.Stages(run.No).Select(stage => (IReadOnlyList<Ink>)
            [
                stage.Name, Words.Count(stage.Calls.Answered), Words.Count(stage.Calls.Remembered),
                Words.Count(stage.Calls.Failed), Words.Count(stage.Ended.Values.Sum()), stage.Calls.Cost.ToString(),
            ]),
            Width, isColored);
        Say("");
        var items = InOrder.SelectMany(state => views.Items(run.No, state)).Take(ItemsMax + 1).ToList();
        Tables.Write(
            terminal.Output,
            [
                new("item", IsNumber: true, IsKept: true), new("state", IsKept: true), new("title"), new("stage"),
                new("cause"),
            ],
            items.Take(ItemsMax).Select(item => (IReadOnlyList<Ink>)
            [
                item.Ordinal.ToString(CultureInfo.InvariantCulture), Of(item.State), item.Title ?? item.Key,
                item.Stage ?? "", item.Cause ?? "",
            ]),
            Width, isColored);
        if (items.Count > ItemsMax)
        {
            Say($"and more: pressrun show {run.ShortId}/ITEM shows one");
        }
    }

    /// <summary>An item, a stage of it, or one try.</summary>
    /// <param name="path">ITEM[/STAGE[/TRY]]; an item is its place or its key.</param>
    /// <param name="isPrompt">Whether to print what was asked.</param>
    /// <param name="isResponse">Whether to print what came back.</param>
    public void ShowItem(string path, bool isPrompt, bool isResponse)
    {
        var (item, stage, attempt) = Find(path);
        var history = views.History(run.No, item.Ordinal);
        var entries = history.Entries.Where(entry => stage is null || StageOf(entry) == stage).ToList();
        if (stage is not null)
        {
            RequireStage(stage);
        }

        if (attempt is { } number)
        {
            entries = [.. entries.OfType<HistoryEntry.Attempt>().Where(one => one.Number == number)];
            if (entries.Count == 0)
            {
                throw new CommandException(
                    ExitCode.Usage, $"there is no try {number} of {stage} of item {item.Ordinal}");
            }
        }

        if (isPrompt || isResponse)
        {
            Print(entries, isPrompt, isResponse);
            return;
        }

        Say($"item {item.Ordinal} {item.Title ?? item.Key}  {Of(item.State).Text}"
            + (item.Stage is null ? "" : $"  at {item.Stage}"));
        if (item.Cause is not null)
        {
            Say($"  why: {item.Cause}");
        }

        if (stage is null)
        {
            Say($"  fields: {history.Input}");
        }

        foreach (var entry in entries)
        {
            Say($"  {entry.At:HH:mm:ss}  {Line(entry)}");
        }

        if (stage is null)
        {
            Say($"pressrun show {run.ShortId}/{item.Ordinal}/STAGE --prompt (or --response) prints a call");
        }
    }

    private void RequireStage(string stage)
    {
        var stages = views.Stages(run.No).Select(one => one.Name).ToList();
        if (!stages.Contains(stage, StringComparer.Ordinal))
        {
            var near = DidYouMean.Of(stage, stages);
            throw new CommandException(ExitCode.Usage, $"run {run.ShortId} has no stage `{Cells.Clean(stage)}`; "
                + (near is null ? $"there is: {string.Join(" ", stages)}" : $"did you mean `{near}`?"));
        }
    }

    private (ItemView Item, string? Stage, int? Try) Find(string path)
    {
        // The longest beginning that is a key, because keys may hold slashes.
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (views.Item(run.No, path[..end]) is { } item)
            {
                var rest = path[end..].Split('/', StringSplitOptions.RemoveEmptyEntries);
                var number = rest.Length > 1 && int.TryParse(rest[1], CultureInfo.InvariantCulture, out var one)
                    ? one
                    : (int?)null;
                return (item, rest.Length > 0 ? rest[0] : null, number);
            }

            if (!path[..end].Contains('/', StringComparison.Ordinal))
            {
                break;
            }
        }

        var near = DidYouMean.Of(path, views.Items(run.No).Select(item => item.Key).Take(10_000));
        throw new CommandException(ExitCode.Usage, $"run {run.ShortId} has no item `{Cells.Clean(path)}`"
            + (near is null ? "" : $"; did you mean `{near}`?"));
    }

    private void Print(IEnumerable<HistoryEntry> entries, bool isPrompt, bool isResponse)
    {
        foreach (var attempt in entries.OfType<HistoryEntry.Attempt>())
        {
            var part = attempt.Part.Length == 0 ? "" : $" part {attempt.Part}";
            Say($"--- {attempt.Stage}{part}, {attempt.Lane}, try {attempt.Number}");
            Print(isPrompt ? attempt.Request : null);
            Print(isResponse ? attempt.Reply : null);
        }
    }

    private void Print(BodyPlace? body)
    {
        if (body is null)
        {
            return;
        }

        using var stream = views.Open(body);
        var bytes = new byte[Math.Min(body.Length, BodyMax)];
        stream.ReadExactly(bytes);
        var text = Encoding.UTF8.GetString(bytes);
        // Sound and pictures are for other programs; what a terminal would act on is for none.
        Say(text.Contains('\uFFFD', StringComparison.Ordinal)
            ? $"({Words.Count(body.Length)} bytes that are no text, blob {body.Blob?.Hash ?? "none"})"
            : Readable(text));
    }

    // A request or reply is JSON: its texts are shown as texts, a line each.
    private static string Readable(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind != JsonValueKind.Object ? text : string.Join('\n',
                document.RootElement.EnumerateObject().Select(field => $"{field.Name}: {field.Value}"));
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static string? StageOf(HistoryEntry entry) => entry switch
    {
        HistoryEntry.Attempt attempt => attempt.Stage,
        HistoryEntry.Result result => result.Stage,
        HistoryEntry.Verdict verdict => verdict.Stage,
        _ => null,
    };

    private static string Line(HistoryEntry entry) => entry switch
    {
        HistoryEntry.Attempt { Fate: Fate.Remembered } attempt =>
            $"{attempt.Stage}  remembered from an earlier run, $0.00",
        HistoryEntry.Attempt attempt => string.Create(CultureInfo.InvariantCulture,
            $"{attempt.Stage}  try {attempt.Number}  {attempt.Lane}  {Of(attempt)}")
            + $"{Took(attempt)}  {attempt.Cost}",
        HistoryEntry.Result result => $"{result.Stage}  done, {Words.Count(result.Output.Length)} bytes",
        HistoryEntry.Verdict verdict =>
            $"{verdict.Stage}  gate: {verdict.Then.ToString().ToLowerInvariant()} {verdict.Notes}",
        HistoryEntry.Note note => $"{note.Who}: {note.Text}",
        _ => "",
    };

    private static string Took(HistoryEntry.Attempt attempt) => attempt.Took is { } took
        ? string.Create(CultureInfo.InvariantCulture, $"  {took.TotalSeconds:0.0} s")
        : "";

    private static string Of(HistoryEntry.Attempt attempt) => attempt switch
    {
        { Outcome: Outcome.Failed failed } => $"failed: {failed.Cause}",
        { Outcome: Outcome.Refused } => "refused for a limit",
        { Fate: Fate.Unknown } => $"unknown, ≤ {attempt.WorstCase}",
        { Fate: Fate.UnderWay } => "under way",
        _ => "answered",
    };

    private static Ink Of(ItemState state) => state switch
    {
        ItemState.Done => new("done", Tone.Done),
        ItemState.Failed => new("failed", Tone.Failed),
        ItemState.Review => new("review", Tone.Review),
        ItemState.Skipped => new("skipped", Tone.Faint),
        ItemState.LeftOut => new("left out", Tone.Faint),
        _ => new("open", Tone.Plain),
    };

    private void Say(string line) => terminal.Output.WriteLine(string.Join('\n', line.Split('\n').Select(Cells.Clean)));
}
