using System.Text.Json;
using Pressrun.Model;
using Pressrun.Rehearsing;

namespace Pressrun.Cli.Screens;

/// <summary>What a run would pay again, and why, before anything is sent.</summary>
internal static class ChangeWords
{
    private const int FilesShown = 5;

    /// <summary>In lines for people: what is different, then a line a stage.</summary>
    /// <param name="report">What would be paid again.</param>
    /// <param name="since">When the latest run was last at work, as a clock shows it.</param>
    /// <param name="files">The files that are different; null if that is not known.</param>
    public static IEnumerable<string> Lines(ChangeReport report, string since, IReadOnlyList<FileChange>? files)
    {
        var differences = Differences(report, files).ToList();
        yield return differences.Count > 0 ? $"changed since {since}: {string.Join("; ", differences)}"
            : $"begun with a part of the batch, {since}; for the rest:";
        if (report.IsNothing)
        {
            yield return "  nothing that was answered is asked again";
            yield break;
        }

        var rows = report.Stages.Select(stage => (string[])[stage.Stage, When(stage), Calls(stage), Price(stage)])
            .ToList();
        var widths = Enumerable.Range(0, 3).Select(column => rows.Max(row => Cells.Width(row[column]))).ToList();
        foreach (var row in rows)
        {
            var cells = row.Take(3).Select((cell, place) => cell + new string(' ', widths[place] - Cells.Width(cell)));
            yield return $"  {string.Join("   ", [.. cells, row[3]])}".TrimEnd();
        }
    }

    /// <summary>The question whether to go on.</summary>
    public static string Question(ChangeReport report, Money? budget) => $"{Price(report, budget)}. Go on? [y/N] ";

    /// <summary>What is paid again, in a sentence without its end.</summary>
    public static string Price(ChangeReport report, Money? budget)
    {
        var more = report.Likely - report.Certain;
        var price = report.Certain == Money.Zero ? $"Up to {Words.Money(more)} may be paid again"
            : $"About {Words.Money(report.Certain)} is paid again"
                + (more == Money.Zero ? "" : $", and up to {Words.Money(more)} more");
        return budget is { } limit && limit < report.Likely
            ? $"{price}; the budget ends the run at {Words.Limit(limit)}"
            : price;
    }

    /// <summary>The same for programs.</summary>
    public static void Write(
        Utf8JsonWriter json, ChangeReport report, string since, IReadOnlyList<FileChange>? files)
    {
        json.WriteString("since", since);
        json.WriteStartArray("files");
        foreach (var file in files ?? [])
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteNumber("added", file.Added);
            json.WriteNumber("removed", file.Removed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("items_edited", report.Edited);
        json.WriteNumber("items_added", report.Added);
        json.WriteNumber("items_left_out", report.LeftOut);
        json.WriteStartArray("stages");
        foreach (var stage in report.Stages)
        {
            json.WriteStartObject();
            json.WriteString("stage", stage.Stage);
            Write(json, "causes", report.Causes.GetValueOrDefault(stage.Stage, []));
            Write(json, "follows", stage.Follows);
            json.WriteNumber("items", stage.Items);
            json.WriteNumber("calls", stage.Calls);
            json.WriteNumber("calls_more", stage.CallsMore);
            json.WriteNumber("likely_usd", (stage.Likely ?? stage.WorstCase).Micros / 1_000_000m);
            json.WriteNumber("worst_usd", stage.WorstCase.Micros / 1_000_000m);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Write(json, "removed", report.Removed);
        json.WriteNumber("certain_usd", report.Certain.Micros / 1_000_000m);
        json.WriteNumber("likely_usd", report.Likely.Micros / 1_000_000m);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static IEnumerable<string> Differences(ChangeReport report, IReadOnlyList<FileChange>? files)
    {
        foreach (var file in (files ?? []).Take(FilesShown))
        {
            yield return Cells.Clean(file.ToString());
        }

        if (files?.Count > FilesShown)
        {
            yield return $"{files.Count - FilesShown} more files";
        }

        foreach (var (stage, causes) in report.Causes)
        {
            yield return $"stage {Cells.Clean(stage)}: {string.Join(", ", causes)}";
        }

        foreach (var stage in report.Removed)
        {
            yield return $"stage {Cells.Clean(stage)} is no more, its results are kept";
        }

        foreach (var (count, what) in ((long, string)[])
            [(report.Edited, "edited"), (report.Added, "new"), (report.LeftOut, "left out")])
        {
            if (count > 0)
            {
                yield return $"{Words.Count(count)} {(count == 1 ? "item" : "items")} {what}";
            }
        }
    }

    private static string When(ChangedStage stage) => stage.Follows switch
    {
        [] => "again",
        [var one] => $"if {one} comes out differently",
        _ when stage.Calls > 0 => "again",
        var several => $"if {string.Join(" or ", several)} come out differently",
    };

    private static string Calls(ChangedStage stage) => (stage.Calls, stage.CallsMore) switch
    {
        (0, var more) => $"up to {Words.Count(more)} {Of(more)}",
        (var calls, 0) => $"{Words.Count(calls)} {Of(calls)}",
        var (calls, more) => $"{Words.Count(calls)} {Of(calls)}, up to {Words.Count(more)} more",
    };

    private static string Of(long calls) => calls == 1 ? "call" : "calls";

    private static string Price(ChangedStage stage) => stage.Likely is not { } likely
        ? stage.WorstCase == Money.Zero ? "" : $"≤ {Words.Money(stage.WorstCase)}"
        : likely == Money.Zero ? "" : (stage.Calls == 0 ? "up to " : "about ") + Words.Money(likely);
}
