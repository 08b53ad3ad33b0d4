using System.CommandLine;
using Pressrun.Cli.Hosting;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>Shows what waits for a person, takes what he says, and lets the run go on with it.</summary>
internal static class ReviewCommand
{
    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var words = new RunWords();
        var approve = Items("--approve", "these results are right as they are");
        var reject = Items("--reject", "these results are not wanted: their items fail");
        var arrived = Items("--arrived", "these calls arrived: nothing is sent again");
        var notArrived = Items("--not-arrived", "these calls did not arrive: they are sent again");
        var note = new Option<string?>("--note") { Description = "why, kept with the decision", HelpName = "TEXT" };
        var text = new Option<string?>("--text")
        {
            Description = "what to take in place of the one result approved",
            HelpName = "FILE",
        };
        var command = new Command("review", "look at what waits for you, decide, and go on; with no option it lists")
        {
            approve, reject, arrived, notArrived, note, text,
        };
        words.AddTo(command, isReviewing: true);
        command.SetAction(parsed =>
        {
            var wishes = words.Read(parsed, options);
            var said = new ReviewWishes
            {
                Approve = parsed.GetValue(approve),
                Reject = parsed.GetValue(reject),
                Arrived = parsed.GetValue(arrived),
                NotArrived = parsed.GetValue(notArrived),
                Note = parsed.GetValue(note) ?? "",
                Text = parsed.GetValue(text) is { } file ? Read(file, terminal) : null,
            };
            return said.DecideAny
                ? new RunSession(terminal, wishes) { Answers = store => Answers.Of(store, said) }.Run()
                : Look(wishes, terminal);
        });
        return command;
    }

    private static Option<string?> Items(string name, string description) =>
        new(name) { Description = description, HelpName = "ITEMS" };

    private static string Read(string file, Terminal terminal)
    {
        var path = Path.GetFullPath(file, terminal.Folder);
        return File.Exists(path)
            ? File.ReadAllText(path)
            : throw new CommandException(ExitCode.Usage, $"--text: {file}: there is no such file; nothing was sent");
    }

    private static int Look(RunWishes wishes, Terminal terminal)
    {
        var place = Workplace.Find(wishes.File, terminal);
        var store = place.StoreOf(place.PipelineName() ?? "", wishes.IsOffline, wishes.Store, terminal);
        using var views = StoreViews.Open(store);
        var run = views?.Runs(1) is [var latest] ? latest : null;
        var waiting = run is null ? [] : Waiting.Of(views!, run);
        var page = new ReviewPage(views, terminal);
        if (wishes.IsJson)
        {
            page.Tell(waiting);
        }
        else if (waiting.Count == 0)
        {
            terminal.Error.WriteLine("nothing waits for you");
        }
        else if (terminal is { IsInputTerminal: true, IsOutputTerminal: true } && !wishes.IsSilent)
        {
            var answers = new ReviewTalk(terminal, page).Ask(waiting);
            if (!answers.IsEmpty)
            {
                return new RunSession(terminal, wishes) { Answers = _ => answers }.Run();
            }
        }
        else
        {
            page.Show(waiting, run!, wishes);
        }

        return waiting.Count == 0 ? ExitCode.Done : ExitCode.Review;
    }
}
