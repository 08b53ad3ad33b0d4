namespace Pressrun.Cli.Screens;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its head.</param>
/// <param name="IsNumber">Whether its cells stand at the right.</param>
/// <param name="IsKept">Whether it is never cut, however narrow the terminal: keys and ids are for copying.</param>
internal sealed record Column(string Title, bool IsNumber = false, bool IsKept = false);
