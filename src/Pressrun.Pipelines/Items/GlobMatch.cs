namespace Pressrun.Pipelines.Items;

/// <summary>A file that a pattern found.</summary>
/// <param name="File">The file.</param>
/// <param name="Matched">The names on its way that signs of the pattern stand for, from the outside in.</param>
internal sealed record GlobMatch(SourceFile File, IReadOnlyList<string> Matched)
{
    /// <summary>The path, with slashes.</summary>
    public string Name => File.Name;
}
