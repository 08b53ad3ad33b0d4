using System.Collections.Frozen;

namespace Pressrun.Providers.Articles;

/// <summary>What the tags of HTML mean for reading.</summary>
internal static class Tags
{
    /// <summary>Parts of a line: a run of them without a block is a paragraph.</summary>
    public static readonly FrozenSet<string> Inline = Set(
        "#text abbr audio b bdo br button cite code data datalist dfn em embed i img input kbd label mark math meter "
        + "object output progress q ruby samp select small span strong sub sup textarea time var wbr");

    /// <summary>Parts of a line if everything in them is.</summary>
    public static readonly FrozenSet<string> InlineAround = Set("a del ins");

    /// <summary>Elements that may hold a paragraph of the article themselves.</summary>
    public static readonly FrozenSet<string> Scored = Set("section h2 h3 h4 h5 h6 p td pre");

    /// <summary>Elements that say nothing if they hold no text.</summary>
    public static readonly FrozenSet<string> Hollow = Set("div section header h1 h2 h3 h4 h5 h6");

    /// <summary>Nothing in them is shown as text, ever.</summary>
    public static readonly FrozenSet<string> Unread = Set(
        "script style noscript template svg link meta title base dialog rp annotation annotation-xml");

    /// <summary>Elements that start and end a line where they stand.</summary>
    public static readonly FrozenSet<string> Blocks = Set(
        "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer "
        + "form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th "
        + "thead tr ul");

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
