namespace Pressrun.Pipelines.Verbs;

/// <summary>A stage as the templates of later stages see it.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Kind">What its result is.</param>
/// <param name="IsList">Whether there is one result a part.</param>
internal sealed record StageName(string Name, ResultKind Kind, bool IsList);
