using System.CommandLine;
using Pressrun.Pipelines.Files;

namespace Pressrun.Cli.Commands;

/// <summary>Writes the schema of the pipeline file, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Make(Terminal terminal)
    {
        var command = new Command("schema", "print the JSON schema of the pipeline file, for editors");
        command.SetAction(_ =>
        {
            terminal.Output.WriteLine(SchemaWriter.Write());
            return ExitCode.Done;
        });
        return command;
    }
}
