using System.Text.Json;
using Pressrun.Model;

namespace Pressrun.Cli.Screens;

/// <summary>
/// Tells a run as JSON for programs, one event a line: <c>pressrun</c> with the version of the form, then
/// <c>progress</c> at most once a second, <c>failure</c>, <c>note</c> and, when no more work is done, <c>end</c>. What
/// came of it follows in a last <c>result</c>.
/// </summary>
internal sealed class JsonScreen(TextWriter output, TimeProvider time) : IScreen
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly JsonLines _lines = new(output);
    private RunProgress? _progress;
    private long _lastFailure;
    private long? _toldAt;
    private bool _isEnded;

    /// <inheritdoc/>
    public void Show(RunProgress progress)
    {
        if (_isEnded)
        {
            return;
        }

        foreach (var failure in progress.Failures.Where(failure => failure.Number > _lastFailure))
        {
            _lines.Tell("failure", json => WriteFailure(json, failure));
            _lastFailure = failure.Number;
        }

        var isDue = _toldAt is not { } at || time.GetElapsedTime(at) >= Pace
            || _progress?.State != progress.State;
        _progress = progress;
        if (isDue)
        {
            _lines.Tell("progress", json => WriteProgress(json, progress));
            _toldAt = time.GetTimestamp();
        }
    }

    /// <inheritdoc/>
    public void Line(string text) => _lines.Tell("note", json => json.WriteString("text", Cells.Clean(text)));

    /// <inheritdoc/>
    public void End()
    {
        if (_isEnded)
        {
            return;
        }

        _lines.Tell("end", json =>
        {
            if (_progress is not null)
            {
                WriteProgress(json, _progress);
            }
        });
        _isEnded = true;
    }

    /// <summary>Tells something that is more than a line of text.</summary>
    public void Tell(string type, Action<Utf8JsonWriter> write) => _lines.Tell(type, write);

    /// <summary>Tells what came of the run, the last of all.</summary>
    public void Result(Action<Utf8JsonWriter> write) => _lines.Tell("result", write);

    private static void WriteFailure(Utf8JsonWriter json, FailureNote failure)
    {
        json.WriteString("item", failure.Item);
        json.WriteString("title", failure.Title);
        json.WriteString("stage", failure.Stage);
        json.WriteString("cause", failure.Cause);
    }

    private static void WriteProgress(Utf8JsonWriter json, RunProgress progress)
    {
        json.WriteString("pipeline", progress.Pipeline);
        json.WriteString("run", progress.RunId);
        json.WriteString("state", progress.State switch
        {
            RunActivity.Paused => "paused",
            RunActivity.Stopping => "stopping",
            RunActivity.Ended => "ended",
            _ => "running",
        });
        json.WriteBoolean("offline", progress.IsOffline);
        json.WriteNumber("elapsed_seconds", (long)progress.Elapsed.TotalSeconds);
        WriteNumber(json, "finishes_in_seconds", (long?)progress.FinishesIn?.TotalSeconds);
        json.WriteNumber("spent_usd", Dollars(progress.Spent));
        WriteNumber(json, "budget_usd", progress.Budget is { } budget ? Dollars(budget) : null);
        json.WriteStartObject("items");
        json.WriteNumber("total", progress.ItemsTotal);
        json.WriteNumber("done", progress.ItemsDone);
        json.WriteNumber("failed", progress.ItemsFailed);
        json.WriteNumber("review", progress.ItemsReview);
        json.WriteEndObject();
        json.WriteNumber("unknown_calls", progress.UnknownCalls);
        json.WriteNumber("unknown_usd", Dollars(progress.Unknown));
        json.WriteStartArray("stages");
        foreach (var stage in progress.Stages)
        {
            WriteStage(json, stage);
        }

        json.WriteEndArray();
        json.WriteStartArray("quotas");
        foreach (var lane in progress.Lanes)
        {
            json.WriteStartObject();
            json.WriteString("name", lane.Name);
            json.WriteNumber("used", double.IsFinite(lane.Used) ? Math.Round(lane.Used, 4) : 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        BoundJson.Write(json, progress.Bound);
        if (progress.Tokens is { } tokens)
        {
            json.WriteStartObject("tokens");
            json.WriteNumber("in", tokens.In);
            json.WriteNumber("cached", tokens.Cached);
            json.WriteNumber("out", tokens.Out);
            json.WriteEndObject();
        }
    }

    private static void WriteStage(Utf8JsonWriter json, StageProgress stage)
    {
        json.WriteStartObject();
        json.WriteString("name", stage.Name);
        json.WriteString("kind", stage.Kind);
        json.WriteNumber("done", stage.Done);
        json.WriteNumber("working", stage.Working);
        json.WriteNumber("failed", stage.Failed);
        json.WriteNumber("review", stage.Review);
        json.WriteNumber("total", stage.Total);
        WriteNumber(json, "parts", stage.Parts);
        json.WriteString("waits_for", stage.WaitsFor);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static decimal Dollars(Money amount) => amount.Micros / 1_000_000m;
}
