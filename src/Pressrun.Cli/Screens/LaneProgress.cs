namespace Pressrun.Cli.Screens;

/// <summary>How full a quota is.</summary>
/// <param name="Name">The provider or model pattern it belongs to.</param>
/// <param name="Used">Share in use now, 0 to 1.</param>
/// <param name="Recent">Shares of the last while, oldest first, at most 8; may be empty.</param>
internal sealed record LaneProgress(string Name, double Used, IReadOnlyList<double> Recent);
