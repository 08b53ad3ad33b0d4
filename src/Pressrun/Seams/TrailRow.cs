namespace Pressrun.Seams;

/// <summary>One record of an item.</summary>
/// <param name="Ordinal">The item; 0 for the batch itself.</param>
/// <param name="Seq">The record.</param>
public readonly record struct TrailRow(long Ordinal, long Seq);
