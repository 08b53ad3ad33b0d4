using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>What one store knows of lanes.</summary>
/// <param name="Store">The name of its folder.</param>
/// <param name="Run">The short id of its latest run.</param>
/// <param name="Lanes">The lanes, ascending.</param>
internal sealed record StoreLanes(string Store, string Run, IReadOnlyList<LaneView> Lanes);
