using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Pressrun.Providers.Offline;

/// <summary>Takes from a piece of text what a page shows and a voice should not read.</summary>
internal static class SpokenLine
{
    // NonBacktracking takes time in proportion to the text: a page may be built to be slow.
    private const RegexOptions Options =
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
            | RegexOptions.ExplicitCapture;

    private static readonly Regex Image = new(@"!\[[^\]]*\]\([^)]*\)", Options);

    private static readonly Regex Link = new(@"\[(?<text>[^\]]*)\]\([^)\s]*(\s[^)]*)?\)", Options);

    private static readonly Regex NoteMark = new(@"\[[0-9]{1,3}\]", Options);

    private static readonly Regex Tag = new(@"</?[a-z][a-z0-9]*(\s[^<>]*)?/?>|<!--[^>]*>", Options);

    private static readonly Regex BracketedAddress = new(@"[\(\[<]\s*https?://[^\s)\]>]*\s*[\)\]>]", Options);

    private static readonly Regex Address =
        new(@"https?://(www\.)?(?<host>[^\s/?#<>""')\]]+)([/?#][^\s<>""')\]]*)?", Options);

    private static readonly Regex LineMark =
        new(@"^([#>\s]+|[-*+•‣▪·|]\s+|[0-9]{1,3}[.)]\s+(?:\[.\]\s*)?)+", Options);

    private static readonly Regex SpaceBeforeMark = new(@"\s+(?<mark>[,.;:!?])(?<space>\s|$)", Options);

    private static readonly Regex Blank = new(@"\s+", Options);

    /// <summary>The line without marks of lists and headings, markup, addresses and what cannot be seen.</summary>
    public static string Of(string line)
    {
        var text = Visible(line);
        text = LineMark.Replace(text, "");
        text = Image.Replace(text, " ");
        text = Link.Replace(text, "${text}");
        text = NoteMark.Replace(text, "");
        text = BracketedAddress.Replace(text, " ");
        text = Address.Replace(text, match => Host(match));
        text = Tag.Replace(text, " ");
        text = text.Contains('&', StringComparison.Ordinal) ? Tag.Replace(WebUtility.HtmlDecode(text), " ") : text;
        text = WithoutMarks(text);
        return Blank.Replace(SpaceBeforeMark.Replace(text, "${mark}${space}"), " ").Trim();
    }

    // What a voice can say of an address is its host; the stop of the sentence is not part of it.
    private static string Host(Match match)
    {
        var stop = match.Value[^1] is '.' or ',' or ';' or ':' or '!' or '?' ? match.Value[^1..] : "";
        return match.Groups["host"].Value.TrimEnd('.', ',', ';', ':', '!') + stop;
    }

    private static string Visible(string line)
    {
        var text = new StringBuilder(line.Length);
        foreach (var rune in line.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.Control || Rune.IsWhiteSpace(rune))
            {
                text.Append(' ');
            }
            else if (rune.Value is 0x200C or 0x200D
                || (category != UnicodeCategory.Format && rune != Rune.ReplacementChar))
            {
                // The joiners spell words of Persian and Hindi, and hold families of emoji together.
                text.Append(rune.ToString());
            }
        }

        return text.ToString();
    }

    // Asterisks, underscores and backticks that touch a word format it; between spaces they are signs of their own.
    private static string WithoutMarks(string text)
    {
        if (text.AsSpan().IndexOfAny('*', '`', '_') < 0 && !text.Contains('|', StringComparison.Ordinal))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var isLoose = at > 0 && at + 1 < text.Length && text[at - 1] == ' ' && text[at + 1] == ' ';
            var isInWord = at > 0 && at + 1 < text.Length
                && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at + 1]);
            var isKept = text[at] switch
            {
                '`' or '|' => false,
                '*' => isLoose,
                '_' => isInWord,
                _ => true,
            };
            kept.Append(isKept ? text[at] : text[at] == '|' ? " " : "");
        }

        return kept.ToString();
    }
}
