using System.CommandLine;

namespace Pressrun.Cli.Commands;

/// <summary>Options every command understands.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> File { get; } = new("--file", "-f")
    {
        Description = "the pipeline file; default: the one in this folder",
        HelpName = "FILE",
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "for programs: one object a line (not schema, completion)",
    };

    public Option<string> Progress { get; } = new("--progress")
    {
        Description = "how it is shown: auto live plain json none",
        HelpName = "HOW",
        DefaultValueFactory = _ => "auto",
    };

    public Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "no colour, plain progress, as NO_COLOR=1",
    };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "results and failures only" };

    public Option<bool> NoInput { get; } = new("--no-input") { Description = "never ask anything" };

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "a value over the file: budget=$5, vars.genre=noir",
        HelpName = "KEY=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    public Option<string?> Store { get; } = new("--store")
    {
        Description = "the folder runs are kept in; default: .pressrun",
        HelpName = "PATH",
    };

    /// <summary>Adds them to the root, from where every command has them.</summary>
    public void AddTo(RootCommand root)
    {
        Progress.AcceptOnlyFromAmong("auto", "live", "plain", "json", "none");
        foreach (var option in (Option[])[File, Json, Progress, NoColor, Quiet, NoInput, Set, Store])
        {
            option.Recursive = true;
            root.Add(option);
        }
    }
}
