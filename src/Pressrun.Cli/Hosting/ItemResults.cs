using System.Text.Json;
using Pressrun.Model;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// What became of each item, for the summary: which were revised, how good they are, what they cost. It reads the
/// history of every item, so of a batch beyond a few thousand it says nothing rather than make its end wait.
/// </summary>
/// <param name="views">The store.</param>
/// <param name="run">The run.</param>
internal sealed class ItemResults(StoreViews views, RunView run)
{
    /// <summary>The most items whose histories are read: a second or two of work.</summary>
    private const long Most = 2_000;

    /// <summary>
    /// Writes <c>revised</c> (keys), <c>quality_average</c> (the mean of the last scores of judges, 0 to 1; null
    /// without any) and <c>items</c>; all null for a batch that is too large.
    /// </summary>
    public void Write(Utf8JsonWriter json)
    {
        if (run.Items.Values.Sum() > Most)
        {
            json.WriteNull("revised");
            json.WriteNull("quality_average");
            json.WriteNull("items");
            return;
        }

        var items = views.Items(run.No).Select(Read).ToList();
        var scores = items.Select(item => item.Score).OfType<double>().ToList();
        json.WriteStartArray("revised");
        foreach (var item in items.Where(item => item.Revisions > 0))
        {
            json.WriteStringValue(item.View.Key);
        }

        json.WriteEndArray();
        WriteScore(json, "quality_average", scores.Count == 0 ? null : scores.Average());
        json.WriteStartArray("items");
        foreach (var item in items)
        {
            Write(json, item);
        }

        json.WriteEndArray();
    }

    private ItemResult Read(ItemView item)
    {
        var history = views.History(run.No, item.Ordinal).Entries;
        var verdicts = history.OfType<HistoryEntry.Verdict>().ToList();
        return new(item, verdicts.LastOrDefault(verdict => verdict.Score is not null)?.Score,
            verdicts.Count(verdict => verdict.Then == Then.Revise),
            [.. history.OfType<HistoryEntry.Result>().Select(result => result.Stage).Distinct(StringComparer.Ordinal)]);
    }

    private static void Write(Utf8JsonWriter json, ItemResult item)
    {
        json.WriteStartObject();
        json.WriteString("key", item.View.Key);
        json.WriteString("title", item.View.Title);
        json.WriteString("status", Finished.NameOf(item.View.State));
        json.WriteStartArray("stages_done");
        foreach (var stage in item.Stages)
        {
            json.WriteStringValue(stage);
        }

        json.WriteEndArray();
        json.WriteString("stage", item.View.Stage);
        json.WriteString("cause", item.View.Cause);
        WriteScore(json, "score", item.Score);
        json.WriteNumber("revisions", item.Revisions);
        json.WriteNumber("usd", item.View.Spent.Micros / 1_000_000m);
        json.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter json, string name, double? score)
    {
        if (score is { } known)
        {
            json.WriteNumber(name, Math.Round(known, 4));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private sealed record ItemResult(
        ItemView View, double? Score, int Revisions, IReadOnlyList<string> Stages);
}
