namespace Pressrun.Pipelines.Files;

/// <summary>A value of the user's own and its name: a variable, a parameter.</summary>
/// <param name="Name">The name.</param>
/// <param name="NameAt">Where the name stands.</param>
/// <param name="Value">The value.</param>
/// <param name="At">Where the value stands.</param>
internal sealed record NamedScalar(string Name, Position NameAt, Scalar Value, Position At);
