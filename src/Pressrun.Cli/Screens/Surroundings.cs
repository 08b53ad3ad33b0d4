namespace Pressrun.Cli.Screens;

/// <summary>What decides whether a terminal may be drawn on.</summary>
/// <param name="IsTerminal">Whether progress goes to a terminal and not to a file or pipe.</param>
/// <param name="Term">The variable TERM, or null.</param>
/// <param name="Ci">The variable CI, or null.</param>
/// <param name="NoColor">The variable NO_COLOR, or null; no-color.org: any value but the empty one counts.</param>
/// <param name="IsColorless">Whether <c>--no-color</c> is given.</param>
/// <param name="IsQuiet">Whether <c>-q</c> is given.</param>
internal sealed record Surroundings(
    bool IsTerminal,
    string? Term = null,
    string? Ci = null,
    string? NoColor = null,
    bool IsColorless = false,
    bool IsQuiet = false)
{
    /// <summary>Whether colours are wanted and possible.</summary>
    public bool HasColor => CanDraw && !IsColorless && string.IsNullOrEmpty(NoColor);

    /// <summary>Whether the terminal understands how to move a cursor.</summary>
    public bool CanDraw => IsTerminal && Term != "dumb";

    /// <summary>Whether nobody sits before it.</summary>
    public bool IsUnattended => !string.IsNullOrEmpty(Ci);
}
