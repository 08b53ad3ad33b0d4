using System.CommandLine;
using System.CommandLine.Parsing;
using Pressrun.Cli.Screens;
using Pressrun.Pipelines.Files;

namespace Pressrun.Cli.Commands;

/// <summary>Words that are no command: said on two lines, with the nearest word that is one.</summary>
internal static class Mistake
{
    /// <summary>Whether something was not understood.</summary>
    public static bool IsIn(ParseResult parsed) => parsed.Errors.Count > 0 || MistakenOption(parsed) is not null;

    /// <summary>Says what was not understood; returns the exit code.</summary>
    public static int Show(ParseResult parsed, Terminal terminal)
    {
        var command = parsed.CommandResult.Command;
        var unknown = MistakenOption(parsed) ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null);
        var (cause, near) = unknown is null
            ? Wrong(parsed.Errors[0])
            : ($"unknown {(unknown.StartsWith('-') ? "option" : "word")} `{unknown}`",
                DidYouMean.Of(unknown, Known(command, parsed)));
        terminal.Error.WriteLine(
            Cells.Clean($"pressrun: {cause}{(near is null ? "" : $"; did you mean `{near}`?")}"));
        var path = command is RootCommand ? "pressrun" : $"pressrun {command.Name}";
        terminal.Error.WriteLine($"{path} --help shows what there is");
        return ExitCode.Usage;
    }

    // An option that does not exist would be taken for a file; a file of such a name can be given after `--`.
    private static string? MistakenOption(ParseResult parsed) => parsed.Tokens.Any(token => token.Value == "--")
        ? null
        : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value).FirstOrDefault(word => word.StartsWith('-') && word.Length > 1);

    // The parser speaks of types and on several lines; what it means is said here.
    private static (string Cause, string? Near) Wrong(ParseError error)
    {
        var (name, symbol, value) = error.SymbolResult switch
        {
            OptionResult option => (option.Option.Name, (Symbol)option.Option, option.Tokens),
            ArgumentResult { Parent: OptionResult option } => (option.Option.Name, option.Option, option.Tokens),
            ArgumentResult argument => (argument.Argument.Name, argument.Argument, argument.Tokens),
            _ => ("", null, []),
        } is var (found, what, tokens) ? (found, what, tokens.Count > 0 ? tokens[^1].Value : null) : default;
        if (symbol is null || value is null)
        {
            return (symbol is Option ? $"{name}: the value is missing" : error.Message.TrimEnd('.'), null);
        }

        var words = symbol.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty)
            .Select(item => item.Label).ToList();
        return words.Count > 0
            ? ($"{name}: `{value}` is none of {string.Join(' ', words)}", DidYouMean.Of(value, words))
            : symbol is Option { ValueType: var type } && Nullable.GetUnderlyingType(type) == typeof(int)
                ? ($"{name}: `{value}` is no whole number", null)
                : (error.Message.TrimEnd('.'), null);
    }

    private static IEnumerable<string> Known(Command command, ParseResult parsed) =>
        command.Subcommands.Select(sub => sub.Name)
            .Concat(command.Options.Concat(parsed.RootCommandResult.Command.Options)
                .SelectMany(option => option.Aliases.Append(option.Name)));
}
