using System.CommandLine;
using Pressrun.Cli.Hosting;

namespace Pressrun.Cli.Commands;

/// <summary>Looks whether this machine and this folder have what a run needs.</summary>
internal static class DoctorCommand
{
    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var command = new Command("doctor", "look whether this machine has what a run needs");
        command.SetAction(parsed => new Doctor(
                terminal, parsed.GetValue(options.Json) ? new(terminal.Output) : null)
            .Look(parsed.GetValue(options.File), parsed.GetValue(options.Store), parsed.GetValue(options.Set) ?? []));
        return command;
    }
}
