using System.Collections;
using System.Text;
using Pressrun.Cli.Screens;

namespace Pressrun.Cli;

/// <summary>Everything a command has of the world around it: a test gives it another one.</summary>
internal sealed record Terminal
{
    /// <summary>Results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Progress and messages.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>What is piped in.</summary>
    public required TextReader Input { get; init; }

    /// <summary>Whether a person can be asked.</summary>
    public bool IsInputTerminal { get; init; }

    /// <summary>Whether a person reads the results.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether a person reads the messages.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>An environment variable, or null.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>All environment variables.</summary>
    public Func<IReadOnlyDictionary<string, string>> Variables { get; init; } =
        () => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Width and height in cells, asked each time: a window changes.</summary>
    public Func<(int Width, int Height)> Size { get; init; } = () => (80, 24);

    /// <summary>The working folder, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether results are coloured: a terminal that can, and nobody who wants none.</summary>
    /// <param name="isColorless">Whether <c>--no-color</c> is given.</param>
    public bool HasColor(bool isColorless) =>
        new Surroundings(IsOutputTerminal, Variable("TERM"), null, Variable("NO_COLOR"), isColorless).HasColor;

    /// <summary>Writes a result; a terminal gets it in lines that break between words.</summary>
    public void Say(string text) => Write(Output, IsOutputTerminal, text);

    /// <summary>Writes a message; a terminal gets it in lines that break between words.</summary>
    public void Warn(string text) => Write(Error, IsErrorTerminal, text);

    /// <summary>The process's own.</summary>
    public static Terminal OfProcess()
    {
        // Not the console's own writers: they flush every line and know nothing of what is redirected where.
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new()
        {
            Output = new StreamWriter(new ForgivingStream(Console.OpenStandardOutput()), utf8) { AutoFlush = true },
            Error = new StreamWriter(new ForgivingStream(Console.OpenStandardError()), utf8) { AutoFlush = true },
            Input = new StreamReader(Console.OpenStandardInput(), utf8),
            IsInputTerminal = !Console.IsInputRedirected && !Console.IsErrorRedirected,
            IsOutputTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
            Variable = Environment.GetEnvironmentVariable,
            Variables = () => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(
                pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal),
            Size = SizeOfConsole,
            Folder = Environment.CurrentDirectory,
        };
    }

    // The layout is ours; what else a terminal would act on is not let through.
    private void Write(TextWriter writer, bool isTerminal, string text)
    {
        foreach (var line in Cells.CleanPage(text).Split('\n'))
        {
            foreach (var row in isTerminal ? Cells.Wrap(line, Size().Width) : [line])
            {
                writer.WriteLine(row);
            }
        }
    }

    private static (int Width, int Height) SizeOfConsole()
    {
        try
        {
            return (Math.Max(20, Console.WindowWidth), Math.Max(4, Console.WindowHeight));
        }
        catch (IOException)
        {
            return (80, 24);
        }
    }
}
