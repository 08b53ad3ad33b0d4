namespace Pressrun.Cli.Screens;

/// <summary>Shows nothing: the result and the exit code say all.</summary>
internal sealed class QuietScreen : IScreen
{
    /// <inheritdoc/>
    public void Show(RunProgress progress)
    {
    }

    /// <inheritdoc/>
    public void Line(string text)
    {
    }

    /// <inheritdoc/>
    public void End()
    {
    }
}
