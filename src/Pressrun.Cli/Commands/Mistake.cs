using System.CommandLine;
using Pressrun.Pipelines.Files;

namespace Pressrun.Cli.Commands;

/// <summary>Words that are no command: said on two lines, with the nearest word that is one.</summary>
internal static class Mistake
{
    /// <summary>Whether something was not understood.</summary>
    public static bool IsIn(ParseResult parsed) => parsed.Errors.Count > 0 || OptionLike(parsed) is not null;

    /// <summary>Says what was not understood; returns the exit code.</summary>
    public static int Show(ParseResult parsed, Terminal terminal)
    {
        var command = parsed.CommandResult.Command;
        var unknown = OptionLike(parsed) ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null);
        var cause = unknown is null
            ? parsed.Errors[0].Message.TrimEnd('.')
            : unknown.StartsWith('-') ? $"unknown option `{unknown}`" : $"unknown word `{unknown}`";
        var near = unknown is null ? null : DidYouMean.Of(unknown, Known(command, parsed));
        terminal.Error.WriteLine($"pressrun: {cause}{(near is null ? "" : $"; did you mean `{near}`?")}");
        var path = command is RootCommand ? "pressrun" : $"pressrun {command.Name}";
        terminal.Error.WriteLine($"{path} --help shows what there is");
        return ExitCode.Usage;
    }

    // A mistyped option was taken for the argument: nobody calls a file --ofline.
    private static string? OptionLike(ParseResult parsed) => parsed.CommandResult.Command.Arguments
        .Select(argument => parsed.GetResult(argument))
        .SelectMany(result => result?.Tokens ?? [])
        .Select(token => token.Value)
        .FirstOrDefault(value => value.Length > 1 && value.StartsWith('-'));

    private static IEnumerable<string> Known(Command command, ParseResult parsed) =>
        command.Subcommands.Select(sub => sub.Name)
            .Concat(command.Options.Concat(parsed.RootCommandResult.Command.Options)
                .SelectMany(option => option.Aliases.Append(option.Name)));
}
