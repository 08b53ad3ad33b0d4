using System.Buffers;

namespace Pressrun.Providers.Articles;

/// <summary>What the class and id of an element tell about its purpose.</summary>
/// <remarks>Words and weights follow Readability, the published heuristic; sites keep using the same ones.</remarks>
internal static class Labels
{
    private const int Weight = 25;

    private static readonly SearchValues<string> Unlikely = Words(
        "-ad- ad-break agegate ai2html banner breadcrumbs combx comment community cover-wrap disqus extra footer gdpr "
        + "header legends menu pager pagination popup related remark replies rss shoutbox sidebar skyscraper social "
        + "sponsor supplemental yom-remote");

    private static readonly SearchValues<string> Maybe = Words(
        "and article body column content main mathjax shadow");

    private static readonly SearchValues<string> Promising = Words(
        "article blog body content entry h-entry hentry main page pagination post story text");

    private static readonly SearchValues<string> Discouraging = Words(
        "-ad- banner combx com- comment contact footer gdpr hidden masthead media meta outbrain promo related scroll "
        + "share shopping shoutbox sidebar skyscraper sponsor tags widget");

    private static readonly SearchValues<string> Bylines = Words("author byline dateline p-author writtenby");

    /// <summary>By its words the element is furniture: a menu, a comment, a banner.</summary>
    public static bool AreUnlikely(string label) => Has(label, Unlikely) && !Has(label, Maybe);

    public static bool NameTheAuthor(string label) => Has(label, Bylines);

    /// <summary>The element holds buttons for sharing the page.</summary>
    public static bool AreForSharing(string label) =>
        label.Split([' ', '_', '-', '.'], StringSplitOptions.RemoveEmptyEntries)
            .Any(word => word.Equals("share", StringComparison.OrdinalIgnoreCase)
                || word.Equals("sharedaddy", StringComparison.OrdinalIgnoreCase));

    /// <returns>A multiple of 25 between -50 and 50.</returns>
    public static int WeightOf(Node element) =>
        WeightOf(element.Attribute("class")) + WeightOf(element.Attribute("id"));

    private static int WeightOf(string words) =>
        words.Length == 0 ? 0 : (Has(words, Promising) ? Weight : 0) - (IsDiscouraging(words) ? Weight : 0);

    private static bool IsDiscouraging(string words) =>
        Has(words, Discouraging)
            || words.Split(' ').Any(word => word.Equals("hid", StringComparison.OrdinalIgnoreCase));

    private static bool Has(string label, SearchValues<string> words) => label.AsSpan().ContainsAny(words);

    private static SearchValues<string> Words(string words) =>
        SearchValues.Create(words.Split(' '), StringComparison.OrdinalIgnoreCase);
}
