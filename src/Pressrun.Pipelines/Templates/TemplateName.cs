namespace Pressrun.Pipelines.Templates;

/// <summary>A name a template takes from its scope: the item's fields, the vars, the stages before it.</summary>
/// <param name="Segments">The name, then field by field; what stands inside <c>#with</c> is written out.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 units.</param>
internal sealed record TemplateName(IReadOnlyList<string> Segments, int Line, int Column)
{
    /// <summary>Stands among the segments for an element of the list before it; no name can be written so.</summary>
    public const string Element = "[]";

    /// <summary>The name without its fields.</summary>
    public string First => Segments[0];

    /// <summary>How long it is, as a user would write it inside its block: <c>article.title</c>.</summary>
    public int Length => string.Join('.', Segments.Skip(Segments.ToList().LastIndexOf(Element) + 1)).Length;
}
