namespace Pressrun.Providers.Articles;

/// <summary>What a reader would call the article of a web page, without the page around it.</summary>
/// <param name="Title">One line; empty if the page names none.</param>
/// <param name="Text">
/// Plain text fit for speech: paragraphs separated by a blank line. A line break inside a paragraph stands where the
/// page breaks the line itself, as verse and source code do. May be empty.
/// </param>
internal sealed record Article(string Title, string Text)
{
    /// <summary>Articles of fewer characters are too short to be worth a paid call.</summary>
    /// <remarks>The length below which Readability, the published heuristic followed here, tries again.</remarks>
    public const int TooShortBelow = 500;

    /// <summary>Who wrote it, in the page's own words.</summary>
    public string? Byline { get; init; }

    /// <summary>A BCP 47 tag as the page writes it: <c>en</c>, <c>pt-BR</c>.</summary>
    public string? Language { get; init; }

    public string? SiteName { get; init; }

    /// <summary>The absolute address the page calls its own, without a fragment; else where it was fetched.</summary>
    public string? Address { get; init; }

    public DateTimeOffset? Published { get; init; }

    /// <summary>The page's summary of itself, else its first paragraph.</summary>
    public string? Excerpt { get; init; }

    /// <summary>The page itself says that not everybody may read all of it.</summary>
    public bool IsPaywalled { get; init; }

    public bool IsTooShort => Characters < TooShortBelow;

    /// <summary>UTF-16 code units of <see cref="Text"/>.</summary>
    public int Characters => Text.Length;
}
