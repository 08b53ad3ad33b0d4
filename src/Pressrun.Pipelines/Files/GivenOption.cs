namespace Pressrun.Pipelines.Files;

/// <summary>A value that an option with a name of its own sets.</summary>
/// <param name="Option">The option as the user wrote it, for messages: <c>--budget</c>.</param>
/// <param name="Key">The key it sets, a path such as <c>budget.run</c>.</param>
/// <param name="Value">The value as the user wrote it.</param>
public sealed record GivenOption(string Option, string Key, string Value);
