namespace Pressrun.Reporting;

/// <summary>One thing that a run cannot be faster than.</summary>
/// <param name="Name">What it is, in the user's words, such as <c>openai tts-1: 50/min</c>.</param>
/// <param name="Seconds">The least time it allows.</param>
internal sealed record Candidate(string Name, double Seconds);
