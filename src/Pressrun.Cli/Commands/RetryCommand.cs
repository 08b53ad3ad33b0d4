using System.CommandLine;
using Pressrun.Cli.Hosting;

namespace Pressrun.Cli.Commands;

/// <summary>
/// Tries items again that a run leaves alone: failed ones, and by name also those that wait for a person.
/// </summary>
internal static class RetryCommand
{
    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var words = new RunWords();
        var command = new Command(
            "retry", "try failed items again, and with --items also those that wait for you; what was paid is kept");
        words.AddTo(command);
        command.SetAction(parsed =>
            new RunSession(terminal, words.Read(parsed, options) with { IsRetry = true }).Run());
        return command;
    }
}
