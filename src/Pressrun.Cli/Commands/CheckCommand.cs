using System.CommandLine;
using Pressrun.Cli.Hosting;
using Pressrun.Cli.Screens;
using Pressrun.Pipelines.Building;
using Pressrun.Pipelines.Files;

namespace Pressrun.Cli.Commands;

/// <summary>Reads and checks everything a pipeline names; sends nothing.</summary>
internal static class CheckCommand
{
    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var file = new Argument<string?>("file") { Description = "the pipeline file", Arity = ArgumentArity.ZeroOrOne };
        var explain = new Option<string?>("--explain")
        {
            Description = "say where a value comes from: budget, vars.genre",
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
            var lines = parsed.GetValue(options.Json) ? new JsonLines(terminal.Output) : null;
            var named = parsed.GetValue(file) ?? parsed.GetValue(options.File);
            var sets = parsed.GetValue(options.Set) ?? [];
            try
            {
                var place = Workplace.Find(named, terminal);
                var pipeline = PipelineLoader.Load(place.Request(terminal, sets, parsed.GetValue(offline)));
                var (key, hasGraph) = (parsed.GetValue(explain), parsed.GetValue(graph));
                if (lines is null)
                {
                    new CheckPage(place, pipeline, terminal).Show(key, hasGraph);
                }
                else
                {
                    new CheckEvents(lines, terminal).Tell(place, pipeline, key, hasGraph);
                }

                return ExitCode.Done;
            }
            catch (PressrunException wrong) when (lines is not null)
            {
                new CheckEvents(lines, terminal).Tell(named, wrong);
                throw;
            }
        });
        return command;
    }

    /// <summary>Every place that says what a key is.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static IReadOnlyList<ValueSource> Explain(LoadedPipeline pipeline, string key) =>
        pipeline.Explain(key) is { Count: > 0 } sources
            ? sources
            : throw new CommandException(ExitCode.Usage, $"nothing sets `{key}`, and it has no default");
}
