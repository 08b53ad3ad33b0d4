using System.Text.Encodings.Web;
using System.Text.Json;
using Pressrun.Cli.Commands;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Pipelines.Building;
using Pressrun.Running;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>The result of a batch as one JSON file, for programs and for later.</summary>
internal static class Summary
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Writes <c>runs/ID/summary.json</c> into the store's folder; returns its path. It is about the whole run, but for
    /// what stands under <c>selected</c>.
    /// </summary>
    public static string Write(
        StoreViews views, RunView run, Standing standing, LoadedPipeline pipeline, RunResult result, string folder,
        DateTimeOffset started, Terminal terminal)
    {
        var path = Path.Combine(folder, "runs", run.Id, "summary.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        using (var file = File.Create(part))
        {
            using var json = new Utf8JsonWriter(file, Readable);
            json.WriteStartObject();
            json.WriteString("batch_id", $"{run.Pipeline}_{run.StartedAt:yyyyMMdd_HHmmss}_{run.Id}");
            WriteConfiguration(json, pipeline, run);
            WriteExecution(json, run, views.Lost(run.No), result, terminal.Time.GetUtcNow() - started);
            BoundJson.Write(json, result.Bound);
            WriteSelected(json, standing, pipeline);
            WriteResults(json, state => views.Items(run.No, state));
            WriteCosts(json, views, run);
            WriteIssues(json, views, run);
            json.WriteStartObject("checkpoints");
            json.WriteString("run", run.Id);
            json.WriteString("phase", run.Phase.ToString().ToLowerInvariant());
            json.WriteEndObject();
            json.WriteEndObject();
        }

        File.Move(part, path, overwrite: true);
        return path;
    }

    private static void WriteConfiguration(Utf8JsonWriter json, LoadedPipeline pipeline, RunView run)
    {
        json.WriteStartObject("configuration");
        json.WriteString("pipeline", run.Pipeline);
        json.WriteString("fingerprint", pipeline.Pipeline.Fingerprint);
        WriteMaybe(json, "budget_usd", run.Budget.Run);
        json.WriteStartArray("stages");
        foreach (var stage in pipeline.Graph)
        {
            json.WriteStartObject();
            json.WriteString("name", stage.Name);
            json.WriteString("does", stage.Does);
            json.WriteString("runs", stage.Shape);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteExecution(
        Utf8JsonWriter json, RunView run, IReadOnlyList<LostCall> unknown, RunResult result, TimeSpan took)
    {
        json.WriteStartObject("execution_summary");
        json.WriteString("ending", result.Ending.ToString().ToLowerInvariant());
        json.WriteString("cause", result.Cause);
        json.WriteString("started", run.StartedAt);
        json.WriteNumber("last_session_seconds", Math.Round(took.TotalSeconds, 1));
        json.WriteString("counts_are_of", "run");
        json.WriteNumber("total", run.Items.Values.Sum());
        WriteCounts(json, state => run.Items.GetValueOrDefault(state));
        WriteMaybe(json, "spent_usd", run.Spent);
        WriteMaybe(json, "unknown_usd_at_most", run.Unknown);
        json.WriteNumber("unknown_calls", run.UnknownCalls);
        ViewJson.Write(json, "unknown", unknown);
        json.WriteEndObject();
    }

    // What this command was told to work on; null where that was all.
    private static void WriteSelected(Utf8JsonWriter json, Standing standing, LoadedPipeline pipeline)
    {
        if (pipeline.Selects is null)
        {
            json.WriteNull("selected");
            return;
        }

        json.WriteStartObject("selected");
        json.WriteString("counts_are_of", "selection");
        json.WriteNumber("items", pipeline.Selected);
        json.WriteNumber("of", pipeline.Items.Count);
        WriteCounts(json, standing.Count);
        WriteResults(json, standing.Items);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, Func<ItemState, long> count)
    {
        foreach (var state in Enum.GetValues<ItemState>())
        {
            json.WriteNumber(Finished.NameOf(state), count(state));
        }
    }

    private static void WriteResults(Utf8JsonWriter json, Func<ItemState, IEnumerable<ItemView>> items)
    {
        json.WriteStartObject("results");
        foreach (var (name, state) in (ReadOnlySpan<(string, ItemState)>)
            [("successful", ItemState.Done), ("failed", ItemState.Failed), ("review", ItemState.Review)])
        {
            json.WriteStartArray(name);
            foreach (var item in items(state))
            {
                json.WriteStringValue(item.Key);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteCosts(Utf8JsonWriter json, StoreViews views, RunView run)
    {
        json.WriteStartArray("cost_breakdown");
        foreach (var stage in views.Stages(run.No))
        {
            json.WriteStartObject();
            json.WriteString("stage", stage.Name);
            json.WriteNumber("calls", stage.Calls.Answered);
            json.WriteNumber("remembered", stage.Calls.Remembered);
            json.WriteNumber("failed", stage.Calls.Failed);
            json.WriteNumber("refused", stage.Calls.Refused);
            json.WriteNumber("tokens_in", stage.Calls.Usage.AllInput);
            json.WriteNumber("tokens_out", stage.Calls.Usage.Output);
            json.WriteNumber("characters", stage.Calls.Usage.Characters);
            WriteMaybe(json, "usd", stage.Calls.Cost);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteIssues(Utf8JsonWriter json, StoreViews views, RunView run)
    {
        json.WriteStartArray("issues_log");
        foreach (var item in views.Items(run.No).Where(item => item.Cause is not null))
        {
            json.WriteStartObject();
            json.WriteString("item", item.Key);
            json.WriteString("state", Finished.NameOf(item.State));
            json.WriteString("stage", item.Stage);
            json.WriteString("cause", item.Cause);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMaybe(Utf8JsonWriter json, string name, Money? amount)
    {
        if (amount is { } known)
        {
            json.WriteNumber(name, known.Micros / 1_000_000m);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
