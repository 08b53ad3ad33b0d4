using System.Text.RegularExpressions;

namespace Pressrun.Pipelines.Texts;

/// <summary>Marks that a page shows as form and a voice reads out: Markdown and HTML.</summary>
internal static class Markup
{
    // NonBacktracking takes time in proportion to the text, so that no clock decides about a result.
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
        | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    private static readonly (Regex Mark, string What)[] Marks =
    [
        (new(@"^[ \t]*(```|~~~)", Options), "code fences"),
        (new(@"^[ \t]{0,3}#{1,6}[ \t]+\S", Options), "headings marked with #"),
        (new(@"\*\*[^\s*]|(^|\W)__[^\s_][^_\n]* [^_\n]*__", Options), "bold marked with ** or __"),
        (new(@"(^|[\s(\u201C""])\*[^\s*]([^*\n]*[^\s*])?\*([\s).,;:!?\u201D""]|$)", Options), "emphasis marked with *"),
        (new(@"`[^`\n]+`", Options), "code marked with `"),
        (new(@"\]\((https?:|/|#|mailto:)[^)\s]*\)", Options), "links written as [text](address)"),
        (new(@"^[ \t]*\|.*\|[ \t]*\r?$", Options), "tables drawn with |"),
        (new(@"^[ \t]*(-[ \t]*-[ \t]*-[- \t]*|\*[ \t]*\*[ \t]*\*[* \t]*|_{3,}|={3,})\r?$", Options),
            "dividing lines"),
        (new(@"</?(a|abbr|article|aside|b|blockquote|body|br|button|code|div|em|figure|footer|form|h[1-6]|head|header"
            + @"|hr|html|i|iframe|img|input|li|link|main|meta|nav|ol|p|pre|script|section|small|span|strong|style|sub"
            + @"|sup|svg|table"
            + @"|tbody|td|th|thead|title|tr|u|ul|video|audio|speak|voice|prosody|break|emphasis)([ \t\n][^<>]*)?/?>",
            Options | RegexOptions.IgnoreCase), "tags such as <p>"),
    ];

    private static readonly Regex Bullet = new(@"^[ \t]*[-*+•‣▪][ \t]+\S", Options);

    private static readonly Regex Numbered = new(@"^[ \t]*[0-9]{1,3}[.)][ \t]+\S", Options);

    /// <summary>One sentence for all kinds of markup in the text; none where there is none.</summary>
    public static IEnumerable<string> NotesOn(string text)
    {
        var kinds = Marks.Where(mark => mark.Mark.IsMatch(text)).Select(mark => mark.What).ToList();

        // One line may begin with a dash or a year because it was wrapped there, or as speech does in Spanish.
        if (Bullet.Count(text) > 1 || Numbered.Count(text) > 1)
        {
            kinds.Add("lists");
        }

        if (kinds.Count > 0)
        {
            yield return $"The text holds markup ({string.Join(", ", kinds)}); write plain sentences without it.";
        }
    }
}
