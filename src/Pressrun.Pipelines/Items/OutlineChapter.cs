namespace Pressrun.Pipelines.Items;

/// <summary>One chapter of an outline.</summary>
/// <param name="Line">The line of its heading, from 1.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Block">What stands below it.</param>
internal sealed record OutlineChapter(int Line, OutlineHeading Heading, OutlineBlock Block);
