using System.Text.Encodings.Web;
using System.Text.Json;
using Pressrun.Cli.Commands;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Pipelines.Building;
using Pressrun.Providers.Prices;
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
            WriteExecution(json, run, views, result, terminal.Time.GetUtcNow() - started);
            BoundJson.Write(json, result.Bound);
            WriteSelected(json, standing, pipeline);
            WriteResults(json, state => views.Items(run.No, state), new(views, run));
            WriteCosts(json, views, run);
            WriteIssues(json, views, run);
            json.WriteStartObject("checkpoints");
            json.WriteString("run", run.Id);
            json.WriteString("phase", run.Phase.ToString().ToLowerInvariant());
            json.WriteNumber("items_closed", Closed(run));
            json.WriteString("last_change", run.SeenAt);
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
        json.WriteNumber("items", run.Items.Values.Sum());
        WriteMaybe(json, "budget_usd", run.Budget.Run);
        WriteMaybe(json, "budget_item_usd", run.Budget.Item);
        WriteMaybe(json, "budget_day_usd", run.Budget.Day);
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
        Utf8JsonWriter json, RunView run, StoreViews views, RunResult result, TimeSpan took)
    {
        var calls = views.Stages(run.No).Select(stage => stage.Calls).ToList();
        var (answered, failed) = (calls.Sum(sum => sum.Answered), calls.Sum(sum => sum.Failed));
        json.WriteStartObject("execution_summary");
        json.WriteString("ending", result.Ending.ToString().ToLowerInvariant());
        json.WriteString("cause", result.Cause);
        json.WriteString("started", run.StartedAt);
        ViewJson.Write(json, "ended", run.EndedAt);
        json.WriteNumber("last_session_seconds", Math.Round(took.TotalSeconds, 1));
        json.WriteString("counts_are_of", "run");
        json.WriteNumber("total", run.Items.Values.Sum());
        WriteCounts(json, state => run.Items.GetValueOrDefault(state));
        WriteMaybe(json, "spent_usd", run.Spent);
        WriteMaybe(json, "unknown_usd_at_most", run.Unknown);
        json.WriteNumber("unknown_calls", run.UnknownCalls);
        ViewJson.Write(json, "unknown", views.Lost(run.No));
        WriteShare(json, "efficiency", result.Bound is { } bound ? 1 / (1 + bound.Above) : null);
        WriteShare(json, "error_rate", answered + failed > 0 ? (double)failed / (answered + failed) : null);
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

    private static long Closed(RunView run) =>
        run.Items.Values.Sum() - run.Items.GetValueOrDefault(ItemState.Open);

    // What a command was told to work on has no results of its own beside the run's.
    private static void WriteResults(
        Utf8JsonWriter json, Func<ItemState, IEnumerable<ItemView>> items, ItemResults? each = null)
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

        each?.Write(json);
        json.WriteEndObject();
    }

    private static void WriteCosts(Utf8JsonWriter json, StoreViews views, RunView run)
    {
        json.WriteStartObject("cost_breakdown");
        WriteMaybe(json, "total_usd", run.Spent);
        WriteMaybe(json, "per_item_usd", Closed(run) is > 0 and var closed ? new(run.Spent.Micros / closed) : null);
        WriteMaybe(json, "cache_saved_usd",
            new SpendFigures(SpendRow.Sum(views.Spend(run.No, SpendBy.None)), PriceBook.Shipped).CacheSaved);
        json.WriteStartArray("stages");
        foreach (var stage in views.Stages(run.No))
        {
            json.WriteStartObject();
            json.WriteString("stage", stage.Name);
            json.WriteNumber("calls", stage.Calls.Answered);
            json.WriteNumber("remembered", stage.Calls.Remembered);
            json.WriteNumber("failed", stage.Calls.Failed);
            json.WriteNumber("refused", stage.Calls.Refused);
            json.WriteNumber("tokens_in", stage.Calls.Usage.AllInput);
            json.WriteNumber("tokens_cached", stage.Calls.Usage.CacheRead);
            json.WriteNumber("tokens_out", stage.Calls.Usage.Output);
            json.WriteNumber("tokens_reasoning", stage.Calls.Usage.Reasoning);
            json.WriteNumber("characters", stage.Calls.Usage.Characters);
            WriteMaybe(json, "usd", stage.Calls.Cost);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
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

    private static void WriteShare(Utf8JsonWriter json, string name, double? share)
    {
        if (share is { } known && double.IsFinite(known))
        {
            json.WriteNumber(name, Math.Round(known, 4));
        }
        else
        {
            json.WriteNull(name);
        }
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
