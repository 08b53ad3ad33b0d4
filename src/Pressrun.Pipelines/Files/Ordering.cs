namespace Pressrun.Pipelines.Files;

/// <summary>In which order items are taken up.</summary>
/// <param name="Field">The field.</param>
/// <param name="IsDescending">Whether the greatest comes first.</param>
internal sealed record Ordering(string Field, bool IsDescending);
