namespace Pressrun.Reporting;

/// <summary>One cause of a run taking longer than its bound.</summary>
/// <param name="Cause">What it is, in a user's words.</param>
/// <param name="Seconds">The time it cost; below 0 where it saved some.</param>
public sealed record GapPart(string Cause, double Seconds);
