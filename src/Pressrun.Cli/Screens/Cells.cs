using System.Globalization;
using System.Text;

namespace Pressrun.Cli.Screens;

/// <summary>Measures, cuts and cleans text for a terminal, where a letter takes 0, 1 or 2 cells.</summary>
/// <remarks>
/// Wide are the blocks marked W or F in Unicode Standard Annex 11 (East Asian Width, Unicode 16). Where terminals
/// differ the greater width is taken: a line that is too short does no harm, one that wraps does.
/// </remarks>
internal static class Cells
{
    private const string Cut = "…";

    /// <summary>More marks on one letter are not a language but an attack on the lines above.</summary>
    private const int MarksMax = 3;

    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3),
        (0x25FD, 0x25FE), (0x2614, 0x2615), (0x2630, 0x2637), (0x2648, 0x2653), (0x267F, 0x267F), (0x268A, 0x268F),
        (0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x26CE, 0x26CE),
        (0x26D4, 0x26D4), (0x26EA, 0x26EA), (0x26F2, 0x26F3), (0x26F5, 0x26F5), (0x26FA, 0x26FA), (0x26FD, 0x26FD),
        (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755),
        (0x2757, 0x2757), (0x2795, 0x2797), (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50),
        (0x2B55, 0x2B55), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4DC0, 0x4DFF), (0x4E00, 0xA4CF),
        (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19), (0xFE30, 0xFE6F), (0xFF01, 0xFF60),
        (0xFFE0, 0xFFE6), (0x16FE0, 0x18DFF), (0x1AFF0, 0x1B2FF), (0x1D300, 0x1D37F), (0x1F004, 0x1F004),
        (0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F1E6, 0x1F320), (0x1F32D, 0x1F335),
        (0x1F337, 0x1F37C), (0x1F37E, 0x1F393), (0x1F3A0, 0x1F3CA), (0x1F3CF, 0x1F3D3), (0x1F3E0, 0x1F3F0),
        (0x1F3F4, 0x1F3F4), (0x1F3F8, 0x1F43E), (0x1F440, 0x1F440), (0x1F442, 0x1F4FC), (0x1F4FF, 0x1F53D),
        (0x1F54B, 0x1F567), (0x1F57A, 0x1F57A), (0x1F595, 0x1F596), (0x1F5A4, 0x1F5A4), (0x1F5FB, 0x1F64F),
        (0x1F680, 0x1F6FF), (0x1F7E0, 0x1F7F0), (0x1F900, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>Cells of a cleaned text.</summary>
    public static int Width(string text) => text.EnumerateRunes().Sum(Width);

    /// <summary>Cells of one letter, 0 to 2.</summary>
    public static int Width(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return 1;
        }

        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            || rune.Value is >= 0x1160 and <= 0x11FF // the vowels of a Korean syllable stand on its consonant
                ? 0
                : IsWide(rune.Value) ? 2 : 1;
    }

    /// <summary>
    /// The text in one line without anything a terminal acts on: control and format characters, and marks piled up.
    /// Blanks and line ends become one blank.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var kind = Rune.GetUnicodeCategory(rune);
            marks = kind is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (Rune.IsWhiteSpace(rune))
            {
                clean.Append(clean.Length > 0 && clean[^1] != ' ' ? " " : "");
            }
            else if (marks <= MarksMax && rune.Value != 0xFE0F && !IsActedOn(kind))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().TrimEnd();
    }

    /// <summary>
    /// The text as it is laid out, with its blanks and line ends, without what else a terminal acts on.
    /// </summary>
    public static string CleanPage(string text) => string.Concat(text.EnumerateRunes()
        .Where(rune => rune.Value == '\n' || !IsActedOn(Rune.GetUnicodeCategory(rune)))
        .Select(rune => rune.ToString()));

    /// <summary>The text in at most so many cells, ending in … if it was longer.</summary>
    public static string Fit(string text, int width)
    {
        if (width <= 0)
        {
            return "";
        }

        if (Width(text) <= width)
        {
            return text;
        }

        var (kept, cells) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            cells += Width(rune);
            if (cells > width - 1)
            {
                break;
            }

            kept += rune.Utf16SequenceLength;
        }

        return text[..kept].TrimEnd() + Cut;
    }

    /// <summary>The text in exactly so many cells, blanks after it.</summary>
    public static string Pad(string text, int width)
    {
        var fitted = Fit(text, width);
        return fitted + new string(' ', Math.Max(0, width - Width(fitted)));
    }

    /// <summary>The text in lines of at most so many cells, broken at blanks where it has any.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        const string Indent = "  ";
        for (var lead = ""; ; lead = Indent)
        {
            var room = Math.Max(2, width - lead.Length);
            if (Width(text) <= room)
            {
                yield return lead + text;
                yield break;
            }

            var (end, cells, blank) = (0, 0, 0);
            foreach (var rune in text.EnumerateRunes())
            {
                cells += Width(rune);
                if (cells > room)
                {
                    break;
                }

                blank = rune.Value == ' ' ? end : blank;
                end += rune.Utf16SequenceLength;
            }

            end = text[end] == ' ' || blank == 0 ? end : blank;
            yield return lead + text[..end].TrimEnd();
            text = text[end..].TrimStart();
        }
    }

    private static bool IsActedOn(UnicodeCategory kind) => kind is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static bool IsWide(int value)
    {
        var (low, high) = (0, Wide.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (value < Wide[middle].First)
            {
                high = middle - 1;
            }
            else if (value > Wide[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
