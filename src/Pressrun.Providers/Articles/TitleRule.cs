using AngleSharp.Dom;

namespace Pressrun.Providers.Articles;

/// <summary>The title of an article from the title of its page, which often names the site as well.</summary>
/// <remarks>The counts of words are those of Readability, the published heuristic.</remarks>
internal static class TitleRule
{
    private const string Separators = "|-–—\\/>»";
    private const int WordsMin = 3;
    private const int LongTitle = 150;
    private const int ShortTitle = 15;
    private const int WholeMax = 1000;

    public static string Of(IDocument page)
    {
        var whole = CleanText.Line(page.Title, WholeMax) ?? "";
        var separators = SeparatorsIn(whole);
        var title = separators.Count > 0 ? WithoutTail(whole, separators)
            : whole.Contains(": ", StringComparison.Ordinal) ? WithoutSection(whole, page)
            : whole.Length is > LongTitle or < ShortTitle && OnlyHeading(page) is { } heading ? heading
            : whole;

        // Four words or fewer may be what is left of a title that had a dash of its own.
        var isPath = separators.Any(at => whole[at] is '\\' or '/' or '>' or '»');
        return WordsIn(title) <= 4 && !(isPath && WordsIn(title) == WordsIn(Unseparated(whole)) - 1) ? whole : title;
    }

    /// <summary>The title without the name of the site behind its last separator, if a title is left.</summary>
    public static string WithoutSite(string title, string? site)
    {
        if (site is null || SeparatorsIn(title) is not [.., var last]
            || !title[(last + 1)..].Trim().Equals(site, StringComparison.OrdinalIgnoreCase))
        {
            return title;
        }

        var rest = title[..last].Trim();
        return WordsIn(rest) >= WordsMin ? rest : title;
    }

    private static string WithoutTail(string whole, List<int> separators)
    {
        var title = whole[..separators[^1]].Trim();
        if (WordsIn(title) >= WordsMin)
        {
            return title;
        }

        var first = whole.TakeWhile(character => !IsSeparator(character)).Count();
        return whole[(first + 1)..].Trim();
    }

    private static string WithoutSection(string whole, IDocument page)
    {
        if (page.QuerySelectorAll("h1, h2").Any(heading => CleanText.Line(heading.TextContent) == whole))
        {
            return whole;
        }

        var first = whole.IndexOf(':', StringComparison.Ordinal);
        var title = whole[(whole.LastIndexOf(':') + 1)..].Trim();
        return WordsIn(title) < WordsMin ? whole[(first + 1)..].Trim()
            : WordsIn(whole[..first]) > 5 ? whole
            : title;
    }

    private static string? OnlyHeading(IDocument page) =>
        page.QuerySelectorAll("h1").Take(2).ToList() is [var only] ? CleanText.Line(only.TextContent) : null;

    /// <summary>The places of dashes, bars and arrows that stand between spaces.</summary>
    private static List<int> SeparatorsIn(string title) =>
        [.. Enumerable.Range(0, title.Length).Where(at => IsSeparator(title[at])
            && at > 0 && title[at - 1] == ' ' && at + 1 < title.Length && title[at + 1] == ' ')];

    private static bool IsSeparator(char character) => Separators.Contains(character, StringComparison.Ordinal);

    private static string Unseparated(string title) => string.Concat(title.Where(character => !IsSeparator(character)));

    private static int WordsIn(string title) => title.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
