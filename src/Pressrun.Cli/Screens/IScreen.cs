namespace Pressrun.Cli.Screens;

/// <summary>Where a run shows how it goes. A host calls it from one thread, about four times a second.</summary>
internal interface IScreen
{
    /// <summary>
    /// Shows the progress, if it is time to. New failures in it are told one by one: the host does not send them to
    /// <see cref="Line"/>.
    /// </summary>
    void Show(RunProgress progress);

    /// <summary>Tells something besides: a note, a warning, where the report is.</summary>
    void Line(string text);

    /// <summary>Shows the last progress and leaves the terminal as it was found. More calls do nothing.</summary>
    void End();
}
