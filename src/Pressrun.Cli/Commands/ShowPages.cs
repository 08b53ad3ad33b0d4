using System.Globalization;
using Pressrun.Cli.Screens;
using Pressrun.Model;
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

    private static readonly ItemState[] InOrder =
        [ItemState.Failed, ItemState.Review, ItemState.Open, ItemState.Skipped, ItemState.Done];

    private int? Width => terminal.IsOutputTerminal ? terminal.Size().Width : null;

    /// <summary>The run: its stages and its items, those that need a person first.</summary>
    public void ShowRun()
    {
        var ended = run.EndedAt is { } end ? $"  ended {Words.Local(end, terminal.Time)}" : "";
        Say($"{run.Pipeline}  run {run.Id}  {(run.EndedAt is null ? $"{RunsCommand.StateOf(run)}  " : "")}"
            + $"started {Words.Local(run.StartedAt, terminal.Time)}{ended}  {Words.Money(run.Spent)} spent");
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
        ShowLost();
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

    // By item, so that what was sent for the same one stands together.
    private void ShowLost()
    {
        if (LostWords.Of(run.UnknownCalls, run.Unknown) is not { } said)
        {
            return;
        }

        Say($"{said}:");
        var calls = views.Lost(run.No);
        Tables.Write(
            terminal.Output,
            [
                new("item", IsNumber: true, IsKept: true), new("stage", IsKept: true), new("part"),
                new("try", IsNumber: true), new("sent"), new("may have cost", IsNumber: true), new("title"),
            ],
            calls.OrderBy(call => call.Ordinal).Take(ItemsMax).Select(call => (IReadOnlyList<Ink>)
            [
                call.Ordinal == 0 ? "batch" : call.Ordinal.ToString(CultureInfo.InvariantCulture), call.Stage,
                Short(call.Part), call.Number.ToString(CultureInfo.InvariantCulture),
                Words.Local(call.At, terminal.Time, hasSeconds: true),
                call.WorstCase == Money.Zero ? Words.Money(Money.Zero) : Words.AtMost(call.WorstCase),
                call.Title ?? call.Item,
            ]),
            Width, isColored);
        if (calls.Count > ItemsMax)
        {
            Say($"and {Words.Count(calls.Count - ItemsMax)} more: pressrun show {run.ShortId} --json tells all");
        }

        Say("");
    }

    /// <summary>An item, a stage of it, or one try.</summary>
    /// <param name="path">ITEM[/STAGE[/TRY]]; an item is its place or its key.</param>
    /// <param name="isPrompt">Whether to print what was asked.</param>
    /// <param name="isResponse">Whether to print what came back.</param>
    public void ShowItem(string path, bool isPrompt, bool isResponse)
    {
        var shown = new ItemFinder(views, run).Find(path);
        if (isPrompt || isResponse)
        {
            Print(shown.Entries, isPrompt, isResponse);
            return;
        }

        var item = shown.Item;
        Say($"item {item.Ordinal}  {Cells.Clean(item.Title ?? item.Key)}  {Of(item.State).Text}"
            + (item.Stage is null ? "" : $"  at {item.Stage}"));
        if (item.Cause is not null)
        {
            Say($"  why: {Cells.Clean(item.Cause)}");
        }

        if (shown.Stage is null)
        {
            Say($"  fields: {Cells.Clean(shown.Input)}");
        }

        if (shown.Origin is { } origin)
        {
            Say($"  {Of(item.State).Text} in run {origin.ShortId}; in this run nothing was asked again. There:");
        }

        var times = shown.Entries.Select(entry => Words.Local(entry.At, terminal.Time, hasSeconds: true)).ToList();
        var width = times.Select(time => time.Length).DefaultIfEmpty().Max();
        foreach (var (time, entry) in times.Zip(shown.Entries))
        {
            Say($"  {time.PadLeft(width)}  {Line(entry)}");
        }

        if (shown.Stage is null)
        {
            Say($"pressrun show {run.ShortId}/{item.Ordinal}/STAGE --prompt (or --response) prints a call");
        }
    }

    private void Print(IEnumerable<HistoryEntry> entries, bool isPrompt, bool isResponse)
    {
        foreach (var attempt in entries.OfType<HistoryEntry.Attempt>())
        {
            Say($"--- {attempt.Stage}{Part(attempt.Part)}, {attempt.Lane}, try {attempt.Number}");
            Print(isPrompt ? attempt.Request : null);
            Print(isResponse ? attempt.Reply : null);
        }
    }

    private void Print(BodyPlace? body)
    {
        if (body is not null)
        {
            // Sound and pictures are for other programs; what a terminal would act on is for none.
            Say(Bodies.Read(views, body) is { } text ? Bodies.Readable(text) : Bodies.Describe(body));
        }
    }

    private static string Line(HistoryEntry entry) => entry switch
    {
        HistoryEntry.Attempt { Fate: Fate.Remembered } attempt =>
            $"{attempt.Stage}{Part(attempt.Part)}  remembered from an earlier run, $0.00",
        HistoryEntry.Attempt attempt => string.Create(CultureInfo.InvariantCulture,
            $"{attempt.Stage}{Part(attempt.Part)}  try {attempt.Number}  {attempt.Lane}  {Of(attempt)}")
            + $"{Took(attempt)}{Cost(attempt)}",
        HistoryEntry.Result result =>
            $"{result.Stage}{Part(result.Part)}  done, {Words.Count(result.Output.Length)} bytes",
        HistoryEntry.Verdict verdict => $"{verdict.Stage}{Part(verdict.Part)}  "
            + $"gate: {verdict.Then.ToString().ToLowerInvariant()}  {Cells.Clean(verdict.Notes)}".TrimEnd(),
        HistoryEntry.Note note => $"{note.Who}: {Cells.Clean(note.Text)}",
        _ => "",
    };

    // The id of a part of a text is a hash: its beginning tells the parts of one item apart.
    private static string Part(string part) => part.Length == 0 ? "" : $" part {Short(part)}";

    private static string Short(string part) => part[..Math.Min(part.Length, 6)];

    // Of what is not known nobody can say what it cost.
    private static string Cost(HistoryEntry.Attempt attempt) => attempt.Fate != Fate.Unknown ? $"  {attempt.Cost}"
        : attempt.WorstCase == Money.Zero ? ""
        : $"  {Words.AtMost(attempt.WorstCase)}";

    private static string Took(HistoryEntry.Attempt attempt) => attempt.Took is { } took
        ? string.Create(CultureInfo.InvariantCulture, $"  {took.TotalSeconds:0.0} s")
        : "";

    private static string Of(HistoryEntry.Attempt attempt) => attempt switch
    {
        { Outcome: Outcome.Failed failed } => $"failed: {Cells.Clean(failed.Cause)}",
        { Outcome: Outcome.Refused { Class: Refusal.NotSent } } => "never sent",
        { Outcome: Outcome.Refused { Cause: { } cause } } => $"refused: {cause}",
        { Outcome: Outcome.Refused } => "refused for a limit",
        { Outcome: Outcome.Unknown lost } => $"unknown: {Cells.Clean(lost.Cause)}",
        { Fate: Fate.Unknown } => "unknown",
        { Fate: Fate.UnderWay } => "under way",
        { IsLate: true } => "answered late",
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

    private void Say(string text) => terminal.Say(text);
}
