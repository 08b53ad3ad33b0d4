using System.Globalization;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>The last words of a run: what came of it, what is left, and what helps.</summary>
/// <param name="terminal">Where they go.</param>
/// <param name="wishes">What the user said.</param>
/// <param name="told">Ordinals of items the screen has told of already.</param>
internal sealed class Farewell(Terminal terminal, RunWishes wishes, IReadOnlySet<long> told)
{
    private const int ItemsShown = 10;

    /// <summary>Says them: the result on standard output, what needs a person on standard error.</summary>
    public void Say(
        StoreViews views, RunView run, RunResult result, int mended, IReadOnlyList<string> lost, string? summary)
    {
        if (wishes.IsJson)
        {
            return;
        }

        var items = string.Join(", ", Enum.GetValues<ItemState>().Where(state => run.Items.GetValueOrDefault(state) > 0)
            .Select(state => $"{Words.Count(run.Items[state])} {Of(state)}"));
        terminal.Output.WriteLine(
            $"{run.Pipeline}  run {run.ShortId}  {Of(result)}: {items}   {run.Spent} spent"
            + (wishes.IsOffline ? " (offline, by stand-ins)" : ""));
        if (mended > 0)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{mended} missing {(mended == 1 ? "file was" : "files were")} written again from the journal"));
        }

        foreach (var path in lost.Take(ItemsShown))
        {
            terminal.Error.WriteLine(Cells.Clean(
                $"{path} is missing and cannot be written again: its content is not in the store any more, or nothing "
                + "can be written there"));
        }

        if (lost.Count > ItemsShown)
        {
            terminal.Error.WriteLine($"and {Words.Count(lost.Count - ItemsShown)} more missing files");
        }

        if (run is { UnknownCalls: > 0, Unknown.Micros: > 0 })
        {
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"≤ {run.UnknownCalls} calls, ≤ {run.Unknown}, may have been paid without a result"));
        }

        Show(views, run, ItemState.Failed, "failed");
        if (!wishes.IsQuiet)
        {
            Show(views, run, ItemState.Review, "review");
        }

        if (result.Ending == RunEnding.Nothing && run.Items.GetValueOrDefault(ItemState.Failed) > 0)
        {
            terminal.Error.WriteLine(
                "what failed is left alone; when its cause is dealt with: pressrun retry");
        }

        if (result.Cause.Length > 0)
        {
            terminal.Error.WriteLine(Cells.Clean(result.Cause));
        }

        if (result.Ending is RunEnding.Stopped or RunEnding.Budget or RunEnding.Store or RunEnding.BatchFailed)
        {
            terminal.Error.WriteLine("nothing is lost; the same command goes on from here");
        }

        if (summary is null)
        {
            terminal.Error.WriteLine("the summary could not be written beside the journal, whose disk is full or can "
                + "only be read; everything else is kept, and the same command writes it later");
        }
        else if (!wishes.IsQuiet)
        {
            terminal.Output.WriteLine($"summary  {summary}");
        }
    }

    private void Show(StoreViews views, RunView run, ItemState state, string word)
    {
        var untold = views.Items(run.No, state).Where(item => !told.Contains(item.Ordinal)).Take(ItemsShown + 1)
            .ToList();
        foreach (var item in untold.Take(ItemsShown))
        {
            terminal.Error.WriteLine(Cells.Clean(
                $"{word} {item.Ordinal} \"{item.Title ?? item.Key}\" {item.Stage}: {item.Cause}"));
        }

        if (untold.Count > ItemsShown)
        {
            terminal.Error.WriteLine($"and more: pressrun show {run.ShortId}");
        }
    }

    private static string Of(RunResult result) => result.Ending switch
    {
        RunEnding.Complete => "done",
        RunEnding.Nothing => "nothing to do",
        RunEnding.BatchFailed => "a stage over the batch failed",
        RunEnding.Budget => "stopped by the budget",
        RunEnding.Credentials => "stopped by a provider",
        RunEnding.Store => "stopped by the store",
        _ => "stopped",
    };

    private static string Of(ItemState state) => state switch
    {
        ItemState.Open => "untouched",
        ItemState.Review => "for review",
        ItemState.LeftOut => "left out",
        _ => state.ToString().ToLowerInvariant(),
    };
}
