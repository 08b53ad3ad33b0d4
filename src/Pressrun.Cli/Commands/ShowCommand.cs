using System.CommandLine;
using Pressrun.Cli.Hosting;

namespace Pressrun.Cli.Commands;

/// <summary>Shows a run, an item, a stage of it, or one try.</summary>
internal static class ShowCommand
{
    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var what = new Argument<string>("run")
        {
            Description = "RUN[/ITEM[/STAGE[/TRY]]]; `latest` is the newest run",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => "latest",
        };
        var prompt = new Option<bool>("--prompt") { Description = "print what was asked" };
        var response = new Option<bool>("--response") { Description = "print what came back" };
        var command = new Command("show", "show a run, an item, a stage, a try") { what, prompt, response };
        command.SetAction(parsed =>
        {
            // An item's key may hold slashes itself: the run stands before the first one.
            var words = parsed.GetValue(what)!.Split('/', 2);
            var folders = Stores.Folders(parsed.GetValue(options.File), parsed.GetValue(options.Store), terminal);
            var (views, run) = Stores.Find(words[0], folders);
            using (views)
            {
                var isColored = terminal.IsOutputTerminal && !parsed.GetValue(options.NoColor)
                    && string.IsNullOrEmpty(terminal.Variable("NO_COLOR"));
                var pages = new ShowPages(views, run, terminal, isColored);
                if (words.Length == 1 || words[1].Length == 0)
                {
                    pages.ShowRun();
                }
                else
                {
                    pages.ShowItem(words[1], parsed.GetValue(prompt), parsed.GetValue(response));
                }
            }

            return ExitCode.Done;
        });
        return command;
    }
}
