using System.CommandLine;
using Pressrun.Cli.Hosting;

namespace Pressrun.Cli.Commands;

/// <summary>Brings a batch to done, however often it is called.</summary>
internal static class RunCommand
{
    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var words = new RunWords();
        var command = new Command("run", "bring the batch to done; call it again to go on");
        words.AddTo(command);
        command.SetAction(parsed => new RunSession(terminal, words.Read(parsed, options)).Run());
        return command;
    }
}
