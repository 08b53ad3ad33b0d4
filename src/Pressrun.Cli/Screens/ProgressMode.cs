namespace Pressrun.Cli.Screens;

/// <summary>What <c>--progress</c> can say; <see cref="Auto"/> is its default.</summary>
internal enum ProgressMode
{
    /// <summary>Live on a terminal, else plain.</summary>
    Auto,

    /// <summary>Redrawn in place.</summary>
    Live,

    /// <summary>Line by line.</summary>
    Plain,

    /// <summary>Events for programs; also <c>--json</c>.</summary>
    Json,

    /// <summary>Nothing; also <c>-q</c>.</summary>
    None,
}
