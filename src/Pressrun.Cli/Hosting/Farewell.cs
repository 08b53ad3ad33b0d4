using System.Globalization;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Running;

namespace Pressrun.Cli.Hosting;

/// <summary>The last words of a run: what came of it, what is left, and what helps.</summary>
/// <param name="terminal">Where they go.</param>
/// <param name="wishes">What the user said.</param>
/// <param name="told">Ordinals of items the screen has told of already.</param>
/// <param name="stopped">What waits for a person and was told already.</param>
/// <param name="hasUnknownPrice">Whether some model's price is not known.</param>
internal sealed class Farewell(
    Terminal terminal, RunWishes wishes, IReadOnlySet<long> told, IReadOnlySet<string> stopped, bool hasUnknownPrice)
{
    private const int ItemsShown = 10;

    /// <summary>Says them: the result on standard output, what needs a person on standard error.</summary>
    public void Say(Finished finished)
    {
        if (!wishes.IsJson)
        {
            SayResult(finished);
        }

        SayLost(finished.Lost);
        if (!wishes.IsJson)
        {
            SayOpen(finished);
        }

        SayEnd(finished);
    }

    private void SayResult(Finished finished)
    {
        var (run, standing) = (finished.Run, finished.Standing);
        var items = string.Join(", ", standing.Counts.OrderBy(pair => pair.Key).Where(pair => pair.Value > 0)
            .Select(pair => $"{Words.Count(pair.Value)} {Of(pair.Key)}"));
        var spent = Words.Spent(run.Spent, hasUnknownPrice);
        terminal.Say($"{run.Pipeline}  run {run.ShortId}  {Of(finished.Result)}: {items}   {spent} spent"
            + (wishes.IsOffline ? " (offline, by stand-ins)" : ""));
        if (!wishes.IsQuiet && finished.Result.Ending is RunEnding.Complete or RunEnding.BatchFailed)
        {
            BoundWords.Last(finished.Result.Bound).ToList().ForEach(terminal.Say);
        }

        if (finished.Mended > 0)
        {
            terminal.Say(string.Create(CultureInfo.InvariantCulture,
                $"{finished.Mended} missing or changed {(finished.Mended == 1 ? "file was" : "files were")} ")
                + "written again from the journal");
        }
    }

    private void SayLost(IReadOnlyList<string> lost)
    {
        foreach (var path in lost.Take(ItemsShown))
        {
            terminal.Warn(Cells.Clean(
                $"{path} is missing and cannot be written again: its content is not in the store any more, or nothing "
                + "can be written there"));
        }

        if (lost.Count > ItemsShown)
        {
            terminal.Warn($"and {Words.Count(lost.Count - ItemsShown)} more missing files");
        }
    }

    // What the user said of file and mode, for a command to go on with.
    private string Around => (wishes.File is null ? "" : $" {wishes.File}") + (wishes.IsOffline ? " --offline" : "");

    private void SayOpen(Finished finished)
    {
        SayUnknown(finished);
        var isLeftAlone = Show(finished, ItemState.Failed, "failed");
        if (!wishes.IsQuiet)
        {
            if (Show(finished, ItemState.Review, "review") || finished.Standing.Items(ItemState.Review).Any())
            {
                terminal.Warn(Cells.Clean($"what waits for you: pressrun review{Around}"));
            }
        }

        if (isLeftAlone)
        {
            terminal.Warn(Cells.Clean(
                $"what failed is left alone; when its cause is dealt with: pressrun retry{Around}"));
        }
    }

    // What cost nothing is worth a word once: whoever finds nothing to do has heard it before.
    private void SayUnknown(Finished finished)
    {
        var run = finished.Run;
        var isNews = run.Unknown > Money.Zero || (finished.Result.Ending != RunEnding.Nothing && !wishes.IsQuiet);
        if (isNews && LostWords.Of(run.UnknownCalls, run.Unknown) is { } lost)
        {
            terminal.Warn($"{lost}; which: pressrun show {run.ShortId}");
        }
    }

    private void SayEnd(Finished finished)
    {
        if (finished.Result.Cause.Length > 0 && !stopped.Contains(finished.Result.Cause))
        {
            terminal.Warn(Cells.Clean(finished.Result.Cause));
        }

        if (WayOn(finished.Result.Ending) is { } wayOn && !wishes.IsJson)
        {
            terminal.Warn($"nothing is lost; {wayOn}");
        }

        if (finished.Summary is null)
        {
            terminal.Warn("the summary could not be written beside the journal, whose disk is full or can "
                + "only be read; everything else is kept, and the same command writes it later");
        }
        else if (!wishes.IsQuiet && !wishes.IsJson)
        {
            terminal.Say($"summary  {finished.Summary}");
        }
    }

    // Whether there are any of that state that this command has not touched.
    private bool Show(Finished finished, ItemState state, string word)
    {
        var untold = finished.Standing.Items(state).Where(item => !told.Contains(item.Ordinal)).Take(ItemsShown + 1)
            .ToList();
        foreach (var item in untold.Take(ItemsShown))
        {
            terminal.Warn(Cells.Clean(
                $"{word} {item.Ordinal} \"{item.Title ?? item.Key}\" {item.Stage}: {item.Cause}"));
        }

        if (untold.Count > ItemsShown)
        {
            terminal.Warn($"and more: pressrun show {finished.Run.ShortId}");
        }

        return untold.Count > 0;
    }

    // What brings a run on that stopped before its batch was done; null where it was not stopped.
    private static string? WayOn(RunEnding ending) => ending switch
    {
        RunEnding.Stopped or RunEnding.BatchFailed => "the same command goes on from here",
        RunEnding.Budget => "with a larger budget the same command goes on from here",
        RunEnding.Store or RunEnding.Credentials => "when that is mended, the same command goes on from here",
        RunEnding.Held => "when its cause is dealt with, the same command goes on with the other items, and "
            + "`pressrun retry` takes up those that failed",
        _ => null,
    };

    private static string Of(RunResult result) => result.Ending switch
    {
        RunEnding.Complete => "done",
        RunEnding.Nothing => "nothing to do",
        RunEnding.BatchFailed => "a stage over the batch failed",
        RunEnding.Budget => "stopped by the budget",
        RunEnding.Credentials => "stopped by a provider",
        RunEnding.Held => "held after failures alike",
        RunEnding.Store => "stopped by the store",
        _ => "stopped",
    };

    private static string Of(ItemState state) => state switch
    {
        ItemState.Open => "left",
        ItemState.Review => "for review",
        ItemState.LeftOut => "left out",
        _ => state.ToString().ToLowerInvariant(),
    };
}
