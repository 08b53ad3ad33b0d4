using System.CommandLine;

namespace Pressrun.Cli.Commands;

/// <summary>Prints what a shell needs to complete words of this command.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # eval "$(pressrun completion bash)"
            _pressrun() {
              local IFS=$'\n'
              COMPREPLY=($(pressrun "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
            }
            complete -o default -F _pressrun pressrun
            """,
        ["zsh"] = """
            # eval "$(pressrun completion zsh)"
            _pressrun() {
              local words
              words=("${(@f)$(pressrun "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
              compadd -a words
            }
            compdef _pressrun pressrun
            """,
        ["fish"] = """
            # pressrun completion fish | source
            function __pressrun
              set -l line (commandline -cp)
              pressrun "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null
            end
            complete -c pressrun -f -a '(__pressrun)'
            """,
        ["pwsh"] = """
            # pressrun completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName pressrun -ScriptBlock {
              param($word, $line, $position)
              pressrun "[suggest:$position]" "$line" 2>$null |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    public static Command Make(Terminal terminal)
    {
        var shell = new Argument<string>("shell") { Description = string.Join(", ", Scripts.Keys) };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "print the completion script of a shell") { shell };
        command.SetAction(parsed =>
        {
            terminal.Output.WriteLine(Scripts[parsed.GetValue(shell)!]);
            return ExitCode.Done;
        });
        return command;
    }
}
