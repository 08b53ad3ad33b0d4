namespace Pressrun.Cli;

/// <summary>A command cannot do what it was asked; the message is the whole explanation.</summary>
/// <param name="exitCode">What the shell is told.</param>
/// <param name="message">Place, cause and next step.</param>
internal sealed class CommandException(int exitCode, string message) : PressrunException(message)
{
    /// <summary>What the shell is told.</summary>
    public int ExitCode { get; } = exitCode;
}
