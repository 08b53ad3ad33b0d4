using Pressrun.Model;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>One thing that waits for a person: a result to look at, or a call nobody can look up.</summary>
/// <param name="Item">The item; that of the whole batch has the ordinal 0.</param>
/// <param name="Stage">The stage it waits at.</param>
/// <param name="Cause">Why, for people.</param>
internal sealed record Waiting(ItemView Item, string Stage, string Cause)
{
    /// <summary>The name of the whole batch among the items.</summary>
    public const string Batch = "batch";

    /// <summary>The part's id; empty without <c>each</c>.</summary>
    public string Part { get; init; } = "";

    /// <summary>Hash of the result to look at; null where there is none.</summary>
    public string? Judged { get; init; }

    /// <summary>Where that result lies; null where it was not kept.</summary>
    public BodyPlace? Result { get; init; }

    /// <summary>The call of which a person must say whether it arrived; null where none is.</summary>
    public CallKey? Call { get; init; }

    /// <summary>How it is named on a command line.</summary>
    public string Name => Item.Ordinal == 0 ? Batch : Item.Key;

    /// <summary>Everything of a run that waits, in the order of its items; the batch comes last.</summary>
    public static IReadOnlyList<Waiting> Of(StoreViews views, RunView run) =>
    [
        .. views.Items(run.No, ItemState.Review).SelectMany(item => Of(views, run, item)),
        .. Results(views.History(run.No, 0).Entries, WholeBatch(run), stage: null),
    ];

    private static List<Waiting> Of(StoreViews views, RunView run, ItemView item)
    {
        var (stage, cause) = (item.Stage ?? "", item.Cause ?? "");
        var entries = views.History(run.No, item.Ordinal).Entries;
        if (cause.StartsWith("did attempt ", StringComparison.Ordinal))
        {
            return [new(item, stage, cause) { Call = Lost(views, run, item.Key, stage) }];
        }

        return Results(entries, item, stage) is { Count: > 0 } results ? results : [new(item, stage, cause)];
    }

    // What the last judgement of a stage, or of a part of it, left for a person and nothing has happened to since.
    private static List<Waiting> Results(IReadOnlyList<HistoryEntry> entries, ItemView item, string? stage)
    {
        var last = new Dictionary<(string Stage, string Part), HistoryEntry.Verdict?>();
        foreach (var entry in entries)
        {
            switch (entry)
            {
                case HistoryEntry.Verdict verdict when stage is null || verdict.Stage == stage:
                    last[(verdict.Stage, verdict.Part)] = verdict;
                    break;
                case HistoryEntry.Result result:
                    last[(result.Stage, result.Part)] = null;
                    break;
            }
        }

        return
        [
            .. last.Values.OfType<HistoryEntry.Verdict>()
                .Where(verdict => verdict is { Then: Then.Review, IsPersons: false })
                .Select(verdict => new Waiting(item, verdict.Stage, verdict.Notes)
                {
                    Part = verdict.Part,
                    Judged = verdict.Judged,
                    Result = verdict.Output,
                }),
        ];
    }

    // It may have been sent by an earlier run, and this one only found that nobody knows.
    private static CallKey? Lost(StoreViews views, RunView run, string key, string stage)
    {
        const int runsMax = 100;
        foreach (var one in views.Runs(runsMax).Where(one => one.No <= run.No && one.Pipeline == run.Pipeline))
        {
            if (views.Item(one.No, key) is { } item && views.History(one.No, item.Ordinal).Entries
                    .OfType<HistoryEntry.Attempt>().LastOrDefault(attempt => attempt.Fate == Fate.Unknown
                        && attempt.Stage == stage) is { } lost)
            {
                return lost.Key;
            }
        }

        return null;
    }

    private static ItemView WholeBatch(RunView run) =>
        new(0, Batch, "the whole batch", ItemState.Review, null, null, Money.Zero, run.SeenAt);
}
