using System.CommandLine;
using Pressrun.Cli.Commands;
using Pressrun.Pipelines.Files;
using Pressrun.Seams;

namespace Pressrun.Cli;

/// <summary>One call of the command, from its words to its exit code.</summary>
internal static class App
{
    // A word that begins with @ is a word, no file to read more words from.
    private static ParserConfiguration Plain { get; } = new() { ResponseFileTokenReplacer = null };

    /// <summary>Does what the words say. Whatever goes wrong becomes one clear message and an exit code.</summary>
    public static int Run(IReadOnlyList<string> words, Terminal terminal)
    {
        try
        {
            var parsed = CommandLine.Of(terminal).Parse(words, Plain);
            if (Mistake.IsIn(parsed))
            {
                return Mistake.Show(parsed, terminal);
            }

            return parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // Signals are the run's own business: the first lets it come to rest.
                ProcessTerminationTimeout = null,
                Output = terminal.Output,
                Error = terminal.Error,
            });
        }
        catch (CommandException refusal)
        {
            return Say(terminal, refusal.Message, refusal.ExitCode);
        }
        catch (PipelineFileException wrong)
        {
            return Say(terminal, wrong.Message.TrimEnd('\n'), ExitCode.Usage);
        }
        catch (StoreException store)
        {
            return Say(terminal, store.Message, ExitCode.Store);
        }
        catch (PressrunException refusal)
        {
            return Say(terminal, refusal.Message, ExitCode.Usage);
        }
#pragma warning disable CA1031 // The one place where a bug of ours ends: as a report and an exit code.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            return Say(terminal, BugReport.Write(bug, words, terminal), ExitCode.Bug);
        }
    }

    private static int Say(Terminal terminal, string message, int exitCode)
    {
        terminal.Warn(message);
        return exitCode;
    }
}
