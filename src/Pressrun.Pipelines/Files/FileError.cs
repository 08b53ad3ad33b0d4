namespace Pressrun.Pipelines.Files;

/// <summary>One thing wrong in a pipeline file.</summary>
/// <param name="At">Where.</param>
/// <param name="Message">What is wrong, in words of the file; never a secret.</param>
/// <param name="Hint">What to do about it; null where the message says it.</param>
public sealed record FileError(Position At, string Message, string? Hint = null);
