namespace Pressrun.Pipelines.Files;

/// <summary>How a condition compares.</summary>
internal enum Comparison
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    More,

    /// <summary><c>&gt;=</c></summary>
    MoreOrEqual,

    /// <summary>One of a list.</summary>
    In,

    /// <summary>None of a list.</summary>
    NotIn,

    /// <summary>Not there, null, a text without letters, a list or mapping without elements.</summary>
    Empty,

    /// <summary>There, and not empty.</summary>
    NotEmpty,
}
