using System.Globalization;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Pipelines.Files;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>Finds what <c>ITEM[/STAGE[/TRY]]</c> means in a run.</summary>
/// <param name="views">The store.</param>
/// <param name="run">The run.</param>
internal sealed class ItemFinder(StoreViews views, RunView run)
{
    private const int KeysMax = 10_000;

    /// <summary>Runs looked back to; what lies further back is shown as remembered.</summary>
    private const int RunsMax = 100;

    /// <exception cref="CommandException">There is no such item, stage or try.</exception>
    public ShownItem Find(string path)
    {
        var (item, stage, attempt) = Split(path);
        if (stage is not null)
        {
            RequireStage(stage);
        }

        var history = views.History(run.No, item.Ordinal);
        var (origin, entries) = item.State != ItemState.Open && !HasAsked(history) ? Earlier(item) : default;
        entries = [.. (entries ?? history.Entries).Where(entry => stage is null || StageOf(entry) == stage)];
        if (attempt is { } number)
        {
            entries = [.. entries.OfType<HistoryEntry.Attempt>().Where(one => one.Number == number)];
            if (entries.Count == 0)
            {
                throw new CommandException(
                    ExitCode.Usage, $"there is no try {number} of {stage} of item {item.Ordinal}");
            }
        }

        return new(item, stage, history.Input, entries, origin);
    }

    // The run that asked for what this one only knows; none where no run that is kept has asked.
    private (RunView? Origin, IReadOnlyList<HistoryEntry>? Entries) Earlier(ItemView item)
    {
        foreach (var earlier in views.Runs(RunsMax).Where(one => one.No < run.No && one.Pipeline == run.Pipeline))
        {
            // A key of digits would else be taken for a place.
            if (views.Item(earlier.No, item.Key) is { } same && same.Key == item.Key
                && views.History(earlier.No, same.Ordinal) is var history && HasAsked(history))
            {
                return (earlier, history.Entries);
            }
        }

        return default;
    }

    private static bool HasAsked(ItemHistory history) =>
        history.Entries.OfType<HistoryEntry.Attempt>().Any(attempt => attempt.Fate != Fate.Remembered);

    private (ItemView Item, string? Stage, int? Try) Split(string path)
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

        var near = DidYouMean.Of(path, views.Items(run.No).Select(item => item.Key).Take(KeysMax));
        throw new CommandException(ExitCode.Usage, $"run {run.ShortId} has no item `{Cells.Clean(path)}`"
            + (near is null ? "" : $"; did you mean `{near}`?"));
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

    private static string? StageOf(HistoryEntry entry) => entry switch
    {
        HistoryEntry.Attempt attempt => attempt.Stage,
        HistoryEntry.Result result => result.Stage,
        HistoryEntry.Verdict verdict => verdict.Stage,
        _ => null,
    };
}
