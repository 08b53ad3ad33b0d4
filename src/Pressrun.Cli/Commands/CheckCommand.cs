using System.CommandLine;
using System.Globalization;
using Pressrun.Cli.Hosting;
using Pressrun.Cli.Screens;
using Pressrun.Pipelines.Building;

namespace Pressrun.Cli.Commands;

/// <summary>Reads and checks everything a pipeline names; sends nothing.</summary>
internal static class CheckCommand
{
    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var file = new Argument<string?>("file") { Description = "the pipeline file", Arity = ArgumentArity.ZeroOrOne };
        var explain = new Option<string?>("--explain")
        {
            Description = "say where a value comes from: budget, providers.anthropic.limits",
            HelpName = "KEY",
        };
        var graph = new Option<bool>("--graph") { Description = "show the stages and what they need" };
        var offline = new Option<bool>("--offline") { Description = "as `run --offline` would see it" };
        var command = new Command("check", "check a pipeline file and all it names; sends nothing")
        {
            file, explain, graph, offline,
        };
        command.SetAction(parsed =>
        {
            var place = Workplace.Find(parsed.GetValue(file) ?? parsed.GetValue(options.File), terminal);
            var pipeline = PipelineLoader.Load(
                place.Request(terminal, parsed.GetValue(options.Set) ?? [], parsed.GetValue(offline)));
            if (parsed.GetValue(explain) is { } key)
            {
                return Explain(pipeline, key, terminal);
            }

            if (parsed.GetValue(graph))
            {
                Graph(pipeline, terminal);
            }

            foreach (var note in pipeline.Items.Notes)
            {
                terminal.Error.WriteLine(Cells.Clean(note.ToString()));
            }

            terminal.Output.WriteLine(Cells.Clean(string.Create(CultureInfo.InvariantCulture,
                $"{place.Name} is right: {pipeline.Items.Count} items, {pipeline.Graph.Count} stages; ")
                + "nothing was sent"));
            return ExitCode.Done;
        });
        return command;
    }

    private static int Explain(LoadedPipeline pipeline, string key, Terminal terminal)
    {
        var sources = pipeline.Explain(key);
        if (sources.Count == 0)
        {
            throw new CommandException(ExitCode.Usage, $"nothing sets `{key}`, and it has no default");
        }

        foreach (var source in sources)
        {
            terminal.Output.WriteLine(Cells.Clean(
                $"{(source.IsWinner ? "*" : " ")} {source.Key} = {source.Value}   {source.Layer}"
                + (source.At is null ? "" : $" {source.At}")));
        }

        return ExitCode.Done;
    }

    private static void Graph(LoadedPipeline pipeline, Terminal terminal)
    {
        foreach (var stage in pipeline.Graph)
        {
            var needs = stage.Needs.Count == 0 ? "" : $"  <- {string.Join(", ", stage.Needs)}";
            var shape = stage.Shape == "item" ? "" : $" ({stage.Shape})";
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
