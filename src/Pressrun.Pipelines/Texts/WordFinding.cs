namespace Pressrun.Pipelines.Texts;

/// <summary>A word of a list, found in a text.</summary>
/// <param name="Term">The word as the list writes it.</param>
/// <param name="List">The name of the list.</param>
/// <param name="Position">Where it begins in the text, in UTF-16 units from 0.</param>
/// <param name="Length">How many UTF-16 units of the text it covers; above 0.</param>
internal sealed record WordFinding(string Term, string List, int Position, int Length);
