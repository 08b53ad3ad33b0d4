using Pressrun.Cli;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>Long messages, before a person and in a file.</summary>
public sealed class WrappingTests
{
    private const string Message = "one two three four five six seven eight nine ten eleven twelve";

    [Theory]
    [InlineData(true, "one two three four\n  five six seven\n  eight nine ten\n  eleven twelve\n")]
    [InlineData(false, Message + "\n")]
    public void A_terminal_gets_lines_that_break_between_words_and_a_file_whole_ones(bool isTerminal, string written)
    {
        using var error = new StringWriter();
        var terminal = new Terminal
        {
            Output = TextWriter.Null,
            Error = error,
            Input = TextReader.Null,
            Folder = "",
            IsErrorTerminal = isTerminal,
            Size = () => (18, 24),
        };
        terminal.Warn(Message);
        Assert.Equal(written, error.ToString());
    }
}
