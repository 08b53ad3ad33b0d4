using System.Globalization;
using System.Text;

namespace Pressrun.Providers.Feeds;

/// <summary>Makes strangers' texts safe for a feed without changing what a reader sees.</summary>
internal static class FeedText
{
    /// <summary>The most bytes of a description; Apple, "A Podcaster's Guide to RSS", read in November 2026.</summary>
    public const int DescriptionBytes = 4000;

    private const string Ellipsis = "…";

    /// <summary>
    /// Without what XML cannot hold: control characters go, half a surrogate pair and non-characters become U+FFFD,
    /// line ends become one kind. Trimmed.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is 0xFFFE or 0xFFFF)
            {
                clean.Append('\uFFFD');
            }
            else if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().Trim();
    }

    /// <summary>As <see cref="Clean"/>, on one line.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// A plain text for an element that players read as HTML: whatever they would take for markup is escaped, the rest
    /// stays as it is, so that players that read it as plain text show the same. At most
    /// <see cref="DescriptionBytes"/> bytes of UTF-8.
    /// </summary>
    public static string Describe(string text)
    {
        var plain = Shorten(text);
        var described = new StringBuilder(plain.Length);
        for (var at = 0; at < plain.Length; at++)
        {
            described.Append(IsMarkup(plain, at) ? Reference(plain[at]) : plain.AsSpan(at, 1));
        }

        return described.ToString();
    }

    /// <summary>
    /// As <see cref="Clean"/>, cut between two characters as people count them where <see cref="Describe"/> would need
    /// more than <see cref="DescriptionBytes"/> bytes; an ellipsis then shows that something is missing.
    /// </summary>
    public static string Shorten(string text)
    {
        var clean = Clean(text);
        var (bytes, cut) = (0, 0);
        for (var at = 0; at < clean.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(clean.AsSpan(at));
            bytes += Encoding.UTF8.GetByteCount(clean.AsSpan(at, length))
                + (IsMarkup(clean, at) ? Reference(clean[at]).Length - 1 : 0);
            if (bytes > DescriptionBytes)
            {
                return clean[..cut] + Ellipsis;
            }

            at += length;
            cut = bytes + Encoding.UTF8.GetByteCount(Ellipsis) <= DescriptionBytes ? at : cut;
        }

        return clean;
    }

    /// <summary>Whether a text holds what an HTML reader takes for a tag or a character reference.</summary>
    public static bool HoldsMarkup(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (IsMarkup(text, at))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> Reference(char mark) => mark == '<' ? "&lt;" : "&amp;";

    // HTML Standard, 13.2.5 (tag open state, character reference state): only these begin anything.
    private static bool IsMarkup(string text, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        return text[at] switch
        {
            '<' => char.IsAsciiLetter(next) || next is '/' or '!' or '?',
            '&' => char.IsAsciiLetterOrDigit(next) || next == '#',
            _ => false,
        };
    }
}
