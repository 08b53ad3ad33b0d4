using System.Text.Json;
using Pressrun.Cli.Hosting;
using Pressrun.Cli.Screens;
using Pressrun.Pipelines.Building;
using Pressrun.Pipelines.Files;

namespace Pressrun.Cli.Commands;

/// <summary>
/// What <c>pressrun check --json</c> tells programs: an <c>error</c> or a <c>note</c> each, and last the <c>check</c>.
/// </summary>
/// <param name="lines">Where it goes.</param>
/// <param name="terminal">The world around it.</param>
internal sealed class CheckEvents(JsonLines lines, Terminal terminal)
{
    /// <summary>The file is right.</summary>
    public void Tell(Workplace place, LoadedPipeline pipeline, string? key, bool hasGraph)
    {
        if (key is not null)
        {
            foreach (var source in CheckCommand.Explain(pipeline, key))
            {
                lines.Tell("value", json => Write(json, source));
            }

            return;
        }

        foreach (var stage in hasGraph ? pipeline.Graph : [])
        {
            lines.Tell("stage", json => Write(json, stage));
        }

        foreach (var note in pipeline.Items.Notes)
        {
            lines.Tell("note", json => Write(json, new(note.File, note.Line, 0, 0), note.Message));
        }

        foreach (var note in pipeline.Notes)
        {
            lines.Tell("note", json => Write(json, note.At, note.Message));
        }

        foreach (var found in new Outlook(pipeline, place, terminal).Look())
        {
            lines.Tell("note", json => Write(json, found.At, found.Text));
        }

        lines.Tell("check", json =>
        {
            json.WriteString("file", place.Name);
            json.WriteBoolean("ok", true);
            json.WriteNumber("errors", 0);
            json.WriteNumber("items", pipeline.Items.Count);
            json.WriteNumber("stages", pipeline.Graph.Count);
        });
    }

    /// <summary>Something is wrong, in the file or around it.</summary>
    /// <param name="file">The file as the user named it; null if nobody did.</param>
    /// <param name="wrong">What is wrong.</param>
    public void Tell(string? file, PressrunException wrong)
    {
        var errors = (wrong as PipelineFileException)?.Errors ?? [new(new(file ?? "", 0, 0, 0), wrong.Message)];
        foreach (var error in errors)
        {
            lines.Tell("error", json =>
            {
                Write(json, error.At, error.Message);
                json.WriteString("hint", error.Hint);
            });
        }

        lines.Tell("check", json =>
        {
            json.WriteString("file", file ?? errors[0].At.File);
            json.WriteBoolean("ok", false);
            json.WriteNumber("errors", errors.Count);
        });
    }

    // A place of 0 is the file as a whole, as everywhere in Pressrun.
    private static void Write(Utf8JsonWriter json, Position at, string message)
    {
        json.WriteString("file", at.File);
        json.WriteNumber("line", at.Line);
        json.WriteNumber("column", at.Column);
        json.WriteNumber("length", at.Length);
        json.WriteString("message", message);
    }

    private static void Write(Utf8JsonWriter json, ValueSource source)
    {
        json.WriteString("key", source.Key);
        json.WriteString("value", source.Value);
        json.WriteString("layer", source.Layer);
        json.WriteString("at", source.At?.ToString());
        json.WriteBoolean("in_force", source.IsWinner);
    }

    private static void Write(Utf8JsonWriter json, StageLine stage)
    {
        json.WriteString("name", stage.Name);
        json.WriteString("runs", stage.Shape);
        json.WriteString("does", stage.Does);
        json.WriteBoolean("manual", stage.IsManual);
        Write(json, "needs", stage.Needs);
        Write(json, "gates", stage.Gates);
        Write(json, "save", stage.Save);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
