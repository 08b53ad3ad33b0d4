namespace Pressrun.Providers.Feeds;

/// <summary>Something a feed breaks or lacks.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Rule">The rule's lasting name, such as <c>enclosure-length</c>.</param>
/// <param name="Message">What is wrong and what to do, for people.</param>
/// <param name="IsError">
/// Whether players or directories would misread or refuse the feed; otherwise it lacks what some of them ask for.
/// </param>
public sealed record FeedFinding(int Line, int Column, string Rule, string Message, bool IsError);
