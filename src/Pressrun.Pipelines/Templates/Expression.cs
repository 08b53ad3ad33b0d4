namespace Pressrun.Pipelines.Templates;

/// <summary>What stands between the braces of a template, without its block word.</summary>
/// <param name="At">Offset in the template's text, for messages.</param>
internal abstract record Expression(int At)
{
    /// <summary>A text in quotes, a number, or braces that the template wants to print.</summary>
    public sealed record Literal(int At, Fields Value) : Expression(At);

    /// <summary>A name and its fields, counted from a block outward.</summary>
    /// <param name="At">Offset in the template's text.</param>
    /// <param name="Written">As the user wrote it.</param>
    /// <param name="Up">How many blocks outward it begins: one for each <c>../</c>.</param>
    /// <param name="Segments">Field by field; empty for <c>this</c>.</param>
    public sealed record Path(int At, string Written, int Up, IReadOnlyList<string> Segments) : Expression(At);

    /// <summary><c>@index</c>, <c>@first</c>, <c>@last</c> or <c>@key</c> of the nearest <c>#each</c>.</summary>
    public sealed record Counter(int At, string Name) : Expression(At);

    /// <summary>A call of <c>pad</c>, <c>slug</c> or <c>safeUrl</c>.</summary>
    public sealed record Helper(int At, string Name, IReadOnlyList<Expression> Arguments) : Expression(At);
}
