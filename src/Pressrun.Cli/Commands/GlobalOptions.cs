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

    public Option<bool> Json { get; } = new("--json") { Description = "results as JSON, one object a line" };

    public Option<string> Progress { get; } = new("--progress")
    {
        Description = "how progress is shown",
        HelpName = "auto|live|plain|json|none",
        DefaultValueFactory = _ => "auto",
    };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "no colours, as with NO_COLOR" };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "results and failures only" };

    public Option<bool> NoInput { get; } = new("--no-input") { Description = "never ask anything" };

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "lay a value over the file: budget=$5, vars.genre=noir",
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
