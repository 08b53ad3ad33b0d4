namespace Pressrun.Pipelines.Files;

/// <summary>One place that says what a key is.</summary>
/// <param name="Key">The key in full: <c>budget.run</c>.</param>
/// <param name="Layer">
/// Which layer: <c>flag</c>, <c>variable</c>, <c>local file</c>, <c>pipeline file</c>, <c>user settings</c> or
/// <c>default</c>.
/// </param>
/// <param name="At">Where; null for a default.</param>
/// <param name="Value">What it says, on one line; a literal key is never shown.</param>
/// <param name="IsWinner">Whether this is the value in force.</param>
public sealed record ValueSource(string Key, string Layer, Position? At, string Value, bool IsWinner);
