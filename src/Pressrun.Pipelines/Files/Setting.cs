namespace Pressrun.Pipelines.Files;

/// <summary>A value that knows its place in the file, for errors that are found later.</summary>
/// <typeparam name="T">What the value is.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="At">Where it stands.</param>
internal sealed record Setting<T>(T Value, Position At);
