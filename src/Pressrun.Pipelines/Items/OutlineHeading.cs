using System.Text.RegularExpressions;

namespace Pressrun.Pipelines.Items;

/// <summary>A heading of an outline.</summary>
/// <param name="Level">1 for what <c>#</c> begins, 2 for <c>##</c>, and so on; 2 in plain text.</param>
/// <param name="Number">The number written in it; null if there is none.</param>
/// <param name="Title">Its words without the number; of a heading that is only a number, all of it.</param>
internal sealed partial record OutlineHeading(int Level, int? Number, string Title)
{
    /// <summary>The heading a line of Markdown is; null if it is none.</summary>
    public static OutlineHeading? OfMarkdown(string line)
    {
        if (Marks().Match(line) is not { Success: true } match)
        {
            return null;
        }

        var words = Plain(Closing().Replace(match.Groups["words"].Value, ""));
        return Numbered(words, match.Groups["marks"].Length, isHeading: true)
            ?? new(match.Groups["marks"].Length, null, words);
    }

    /// <summary>
    /// The heading a line of plain text is, such as <c>Chapter 3: The Storm</c>; null if it is none, as
    /// every indented line.
    /// </summary>
    public static OutlineHeading? OfText(string line) =>
        line.StartsWith(' ') || line.StartsWith('\t') ? null : Numbered(Plain(line), 2, isHeading: false);

    // In plain text "Chapter 3 was hard" is a sentence; behind marks it is a title.
    private static OutlineHeading? Numbered(string words, int level, bool isHeading)
    {
        var match = Chapter().Match(words);
        if (!match.Success && isHeading)
        {
            match = Leading().Match(words);
        }

        var (number, title) = (match.Groups["number"].Value, match.Groups["title"].Value);
        var isParted = title.Length == 0 || match.Groups["mark"].Length > 0
            || (isHeading && number.All(char.IsAsciiDigit));
        return match.Success && isParted && OutlineNumber.Parse(number) is { } value
            ? new(level, value, title.Length == 0 ? words : Plain(title))
            : null;
    }

    private static string Plain(string words)
    {
        words = words.Trim();
        foreach (var mark in (ReadOnlySpan<string>)["**", "__", "*", "_"])
        {
            if (words.Length > 2 * mark.Length && words.StartsWith(mark, StringComparison.Ordinal)
                && words.EndsWith(mark, StringComparison.Ordinal))
            {
                words = words[mark.Length..^mark.Length].Trim();
            }
        }

        return words;
    }

    // CommonMark 0.31.2 (January 2024), section 4.2: ATX headings.
    [GeneratedRegex(@"^ {0,3}(?<marks>#{1,6})(?:[ \t]+(?<words>.*))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Marks();

    [GeneratedRegex(@"(?:^|[ \t])#+[ \t]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Closing();

    [GeneratedRegex(
        @"^(?:chapter|kapitel|chapitre|cap[ií]tulo|capitolo)\s+(?<number>[0-9]{1,6}|[A-Za-z]{1,15})"
        + @"(?:\s*(?<mark>[:.)\u2013\u2014-])\s*(?<title>.*)|\s+(?<title>.+)|)$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Chapter();

    [GeneratedRegex(@"^(?<number>[0-9]{1,3})(?<mark>[.:)])\s+(?<title>\S.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Leading();
}
