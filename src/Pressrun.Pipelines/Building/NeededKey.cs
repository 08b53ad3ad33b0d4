using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Building;

/// <summary>A service that stages of a pipeline ask and that wants a key.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Kind">Which interface it speaks.</param>
/// <param name="Reference">Where its key is: <c>env:NAME</c> or <c>file:PATH</c>; null if the file names none.</param>
/// <param name="At">Where the pipeline file speaks of it.</param>
public sealed record NeededKey(string Provider, string Kind, string? Reference, Position At);
