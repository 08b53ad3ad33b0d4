using System.Buffers;
using System.Text;
using System.Text.Json;
using Pressrun.Model;

namespace Pressrun.Cli.Screens;

/// <summary>
/// Tells a run as JSON for programs, one event a line: <c>pressrun</c> with the version of the form, then
/// <c>progress</c> at most once a second, <c>failure</c>, <c>note</c> and last <c>end</c>. Fields are only ever added.
/// </summary>
/// <remarks>All but ASCII is escaped: nothing from a page can act on a terminal the events are read in.</remarks>
internal sealed class JsonScreen(TextWriter output, TimeProvider time) : IScreen
{
    private const string Schema = "1.0";

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private RunProgress? _progress;
    private long _lastFailure;
    private long? _toldAt;
    private bool _isBegun;
    private bool _isEnded;
    private bool _isBroken;

    /// <inheritdoc/>
    public void Show(RunProgress progress)
    {
        if (_isEnded)
        {
            return;
        }

        foreach (var failure in progress.Failures.Where(failure => failure.Number > _lastFailure))
        {
            Tell("failure", json => WriteFailure(json, failure));
            _lastFailure = failure.Number;
        }

        var isDue = _toldAt is not { } at || time.GetElapsedTime(at) >= Pace
            || _progress?.State != progress.State;
        _progress = progress;
        if (isDue)
        {
            Tell("progress", json => WriteProgress(json, progress));
            _toldAt = time.GetTimestamp();
        }
    }

    /// <inheritdoc/>
    public void Line(string text) => Tell("note", json => json.WriteString("text", Cells.Clean(text)));

    /// <inheritdoc/>
    public void End()
    {
        if (_isEnded)
        {
            return;
        }

        Tell("end", json =>
        {
            if (_progress is not null)
            {
                WriteProgress(json, _progress);
            }
        });
        _isEnded = true;
    }

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

    private void Tell(string type, Action<Utf8JsonWriter> write)
    {
        if (!_isBegun)
        {
            _isBegun = true;
            Tell("pressrun", json => json.WriteString("schema", Schema));
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            write(json);
            json.WriteEndObject();
        }

        Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private void Write(string line)
    {
        if (_isBroken)
        {
            return;
        }

        try
        {
            output.WriteLine(line);
            output.Flush();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The reader is gone; the run goes on and its journal tells what this screen no longer can.
            _isBroken = true;
        }
    }
}
