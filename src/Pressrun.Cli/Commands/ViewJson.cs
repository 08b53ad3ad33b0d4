using System.Text.Json;
using Pressrun.Cli.Hosting;
using Pressrun.Model;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>Runs, stages, items and what happened to them, as programs read them. Times are UTC.</summary>
internal static class ViewJson
{
    public static void Write(Utf8JsonWriter json, RunView run)
    {
        json.WriteString("id", run.Id);
        json.WriteString("pipeline", run.Pipeline);
        json.WriteString("state", RunsCommand.StateOf(run));
        json.WriteString("started", run.StartedAt);
        Write(json, "ended", run.EndedAt);
        json.WriteString("holder", run.Holder);
        json.WriteStartObject("items");
        foreach (var state in Enum.GetValues<ItemState>().Where(run.Items.ContainsKey))
        {
            json.WriteNumber(Finished.NameOf(state), run.Items[state]);
        }

        json.WriteEndObject();
        Write(json, "spent_usd", run.Spent);
        Write(json, "unknown_usd", run.Unknown);
        json.WriteNumber("unknown_calls", run.UnknownCalls);
    }

    public static void Write(Utf8JsonWriter json, StageView stage)
    {
        json.WriteString("name", stage.Name);
        json.WriteNumber("calls", stage.Calls.Answered);
        json.WriteNumber("remembered", stage.Calls.Remembered);
        json.WriteNumber("failed", stage.Calls.Failed);
        json.WriteNumber("refused", stage.Calls.Refused);
        Write(json, "cost_usd", stage.Calls.Cost);
        json.WriteStartObject("stopped_here");
        foreach (var (state, count) in stage.Ended)
        {
            json.WriteNumber(Finished.NameOf(state), count);
        }

        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, ItemView item)
    {
        json.WriteNumber("number", item.Ordinal);
        json.WriteString("key", item.Key);
        json.WriteString("title", item.Title);
        json.WriteString("state", Finished.NameOf(item.State));
        json.WriteString("stage", item.Stage);
        json.WriteString("cause", item.Cause);
        Write(json, "spent_usd", item.Spent);
        json.WriteString("changed", item.ChangedAt);
    }

    /// <summary>Calls that may have been paid without a result, as an array.</summary>
    public static void Write(Utf8JsonWriter json, string name, IReadOnlyList<LostCall> calls)
    {
        json.WriteStartArray(name);
        foreach (var call in calls)
        {
            json.WriteStartObject();
            Write(json, call);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, LostCall call)
    {
        json.WriteNumber("item", call.Ordinal);
        json.WriteString("key", call.Item);
        Write(json, call.Stage, call.Part);
        json.WriteNumber("try", call.Number);
        json.WriteString("lane", call.Lane);
        json.WriteString("sent", call.At);
        Write(json, "worst_case_usd", call.WorstCase);
    }

    /// <summary>What kind of thing happened: the type of its line.</summary>
    public static string TypeOf(HistoryEntry entry) => entry switch
    {
        HistoryEntry.Attempt => "try",
        HistoryEntry.Result => "result",
        HistoryEntry.Verdict => "verdict",
        _ => "note",
    };

    public static void Write(Utf8JsonWriter json, HistoryEntry entry)
    {
        json.WriteString("at", entry.At);
        switch (entry)
        {
            case HistoryEntry.Attempt attempt:
                Write(json, attempt);
                break;
            case HistoryEntry.Result result:
                Write(json, result.Stage, result.Part);
                json.WriteNumber("bytes", result.Output.Length);
                break;
            case HistoryEntry.Verdict verdict:
                Write(json, verdict.Stage, verdict.Part);
                json.WriteString("then", verdict.Then.ToString().ToLowerInvariant());
                json.WriteString("notes", verdict.Notes);
                json.WriteNumber("revision", verdict.Revision);
                break;
            case HistoryEntry.Note note:
                json.WriteString("who", note.Who);
                json.WriteString("text", note.Text);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, HistoryEntry.Attempt attempt)
    {
        Write(json, attempt.Stage, attempt.Part);
        json.WriteNumber("number", attempt.Number);
        json.WriteString("lane", attempt.Lane);
        json.WriteString("model", attempt.Model);
        json.WriteString(
            "fate", attempt.Fate == Fate.UnderWay ? "under_way" : attempt.Fate.ToString().ToLowerInvariant());
        json.WriteString("cause", attempt.Outcome switch
        {
            Outcome.Failed failed => failed.Cause,
            Outcome.Unknown unknown => unknown.Cause,
            _ => null,
        });
        json.WriteBoolean("late", attempt.IsLate);
        Write(json, "ended", attempt.EndedAt);
        if (attempt.Took is { } took)
        {
            json.WriteNumber("took_seconds", Math.Round(took.TotalSeconds, 3));
        }

        Write(json, "cost_usd", attempt.Cost);
        Write(json, "worst_case_usd", attempt.WorstCase);
    }

    private static void Write(Utf8JsonWriter json, string stage, string part)
    {
        json.WriteString("stage", stage);
        json.WriteString("part", part);
    }

    private static void Write(Utf8JsonWriter json, string name, Money amount) =>
        json.WriteNumber(name, amount.Micros / 1_000_000m);

    public static void Write(Utf8JsonWriter json, string name, DateTimeOffset? moment)
    {
        if (moment is { } known)
        {
            json.WriteString(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
