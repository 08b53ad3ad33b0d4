namespace Pressrun.Pipelines.Files;

/// <summary>A single value of the user's own.</summary>
/// <param name="Text">As it was written, without quotes.</param>
/// <param name="Kind">Whether it is meant as text, number or truth.</param>
internal sealed record Scalar(string Text, ScalarKind Kind);
