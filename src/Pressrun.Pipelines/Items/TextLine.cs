namespace Pressrun.Pipelines.Items;

/// <summary>A line of a text.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">The line without its end; empty if there is a fault.</param>
/// <param name="Fault">Why it cannot be used; null if it can.</param>
internal readonly record struct TextLine(int Number, string Text, string? Fault = null);
