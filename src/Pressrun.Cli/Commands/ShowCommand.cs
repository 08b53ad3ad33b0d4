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
                var item = words.Length > 1 && words[1].Length > 0 ? words[1] : null;
                var (isPrompt, isResponse) = (parsed.GetValue(prompt), parsed.GetValue(response));
                if (parsed.GetValue(options.Json))
                {
                    Tell(new(views, run, new(terminal.Output)), item, isPrompt, isResponse);
                }
                else
                {
                    var isColored = terminal.HasColor(parsed.GetValue(options.NoColor));
                    Show(new(views, run, terminal, isColored), item, isPrompt, isResponse);
                }
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(ShowPages pages, string? item, bool isPrompt, bool isResponse)
    {
        if (item is null)
        {
            pages.ShowRun();
        }
        else
        {
            pages.ShowItem(item, isPrompt, isResponse);
        }
    }

    private static void Tell(ShowEvents events, string? item, bool isPrompt, bool isResponse)
    {
        if (item is null)
        {
            events.ShowRun();
        }
        else
        {
            events.ShowItem(item, isPrompt, isResponse);
        }
    }
}
