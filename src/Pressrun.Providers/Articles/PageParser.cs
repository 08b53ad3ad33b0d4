using System.Collections.Frozen;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Pressrun.Providers.Articles;

/// <summary>Parses a page; nothing of it runs or is loaded.</summary>
internal static class PageParser
{
    /// <summary>Attributes that say something about the text; the parser does not even keep the others.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Attributes = (
        "aria-hidden aria-modal charset class colspan content data datatable dir hidden href http-equiv id itemprop "
        + "lang name property rel role rowspan src style summary type xml:lang")
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static IDocument Parse(string html) =>
        new HtmlParser(new HtmlParserOptions
        {
            IsScripting = false,
            SkipComments = true,
            DisableElementPositionTracking = true,
            ShouldEmitAttribute = (ref _, name) => Attributes.Contains(name.Span),
        }).ParseDocument(new PageBounds().Within(html));
}
