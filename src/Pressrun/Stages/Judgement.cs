namespace Pressrun.Stages;

/// <summary>What a gate says of a result.</summary>
/// <param name="IsPassed">Whether the result is good.</param>
/// <param name="Notes">What to do better; empty when it passed.</param>
/// <param name="Score">A judge's score; null where there is none.</param>
public sealed record Judgement(bool IsPassed, string Notes = "", double? Score = null);
