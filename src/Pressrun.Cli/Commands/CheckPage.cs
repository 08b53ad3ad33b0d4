using System.Globalization;
using Pressrun.Cli.Hosting;
using Pressrun.Cli.Screens;
using Pressrun.Pipelines.Building;

namespace Pressrun.Cli.Commands;

/// <summary>What <c>pressrun check</c> shows of a file that is right.</summary>
/// <param name="place">The file.</param>
/// <param name="pipeline">What it says.</param>
/// <param name="terminal">Where it is shown.</param>
internal sealed class CheckPage(Workplace place, LoadedPipeline pipeline, Terminal terminal)
{
    /// <summary>Shows where a value comes from; or the graph, what is worth knowing, and the verdict.</summary>
    /// <param name="key">The value to explain; null for none.</param>
    /// <param name="hasGraph">Whether the stages are shown.</param>
    public void Show(string? key, bool hasGraph)
    {
        if (key is not null)
        {
            Explain(key);
            return;
        }

        if (hasGraph)
        {
            Graph();
        }

        foreach (var note in pipeline.Items.Notes)
        {
            terminal.Warn(Cells.Clean(note.ToString()));
        }

        foreach (var note in pipeline.Notes)
        {
            terminal.Warn(Cells.Clean(note.ToString()));
        }

        foreach (var found in new Outlook(pipeline, place, terminal).Look())
        {
            terminal.Warn(Cells.Clean(found.ToString()));
        }

        if (pipeline.Manual.Count > 0)
        {
            terminal.Warn(Cells.Clean(ManualStages.Line(pipeline.Manual)));
        }

        var items = pipeline.Items.Count == 1 ? "1 item" : $"{Words.Count(pipeline.Items.Count)} items";
        terminal.Say(Cells.Clean(string.Create(CultureInfo.InvariantCulture,
            $"{place.Name} is right: {items}, {pipeline.Graph.Count} stages; nothing was sent")));
    }

    private void Explain(string key)
    {
        foreach (var source in CheckCommand.Explain(pipeline, key))
        {
            terminal.Output.WriteLine((source.IsWinner ? "* " : "  ") + Cells.Clean(
                $"{source.Key} = {source.Value}") + Cells.CleanPage($"   {source.Layer} {source.At}").TrimEnd());
        }
    }

    private void Graph()
    {
        foreach (var stage in pipeline.Graph)
        {
            var needs = stage.Needs.Count == 0 ? "" : $"  <- {string.Join(", ", stage.Needs)}";
            var shape = (stage.Shape, stage.IsManual) switch
            {
                ("item", false) => "",
                ("item", true) => " (manual)",
                (var often, var isManual) => $" ({often}{(isManual ? ", manual" : "")})",
            };
            terminal.Output.WriteLine(Cells.CleanPage($"{stage.Name}{shape}  {stage.Does}{needs}"));
            foreach (var gate in stage.Gates)
            {
                terminal.Output.WriteLine(Cells.CleanPage($"    gate {gate}"));
            }

            foreach (var path in stage.Save)
            {
                terminal.Output.WriteLine(Cells.CleanPage($"    save {path}"));
            }
        }
    }
}
