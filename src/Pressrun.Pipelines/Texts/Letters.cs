using System.Buffers;
using System.Text;

namespace Pressrun.Pipelines.Texts;

/// <summary>What the rules of this room ask of single characters.</summary>
internal static class Letters
{
    /// <summary>Marks that close what a sentence ended in: quotes and brackets.</summary>
    public static SearchValues<char> Closers { get; } =
        SearchValues.Create("\"'”’»«“)]}」』）】》〉｣］");

    /// <summary>Marks that open a sentence before its first letter.</summary>
    public static SearchValues<char> Openers { get; } =
        SearchValues.Create("\"'“‘„‚«»‹([{¿¡「『（【《〈｢-–—*_");

    /// <summary>Marks that end a sentence where white space, a closer or nothing follows.</summary>
    public static SearchValues<char> SpacedEnds { get; } =
        SearchValues.Create(".!?…‼‽⁇⁈⁉؟۔।॥።፧፨։");

    /// <summary>Marks that end a sentence whatever follows, because the script has no spaces.</summary>
    public static SearchValues<char> UnspacedEnds { get; } = SearchValues.Create("。！？｡．");

    /// <summary>Marks at which a long sentence may be parted when white space follows.</summary>
    public static SearchValues<char> SpacedPauses { get; } = SearchValues.Create(",;:—–،؛");

    /// <summary>Marks at which a long sentence may be parted whatever follows.</summary>
    public static SearchValues<char> UnspacedPauses { get; } = SearchValues.Create("、，；：､");

    /// <summary>Han characters and Japanese kana: each is counted as a word of its own.</summary>
    public static bool IsIdeographic(int codePoint) => codePoint is
        0x3005 or (>= 0x3041 and <= 0x30FF) or (>= 0x3105 and <= 0x312F) or (>= 0x31F0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFF66 and <= 0xFF9F) or (>= 0x1B000 and <= 0x1B16F) or (>= 0x20000 and <= 0x3FFFF);

    /// <summary>Thai, Lao, Tibetan, Burmese and Khmer: words without spaces, several letters each.</summary>
    public static bool IsSouthEastAsian(int codePoint) => codePoint is (>= 0x0E00 and <= 0x0FFF)
        or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x19E0 and <= 0x19FF);

    /// <summary>Whether words of this script stand without spaces between them.</summary>
    public static bool IsUnspaced(int codePoint) => IsIdeographic(codePoint) || IsSouthEastAsian(codePoint);

    /// <summary>Whether the character belongs to a word: a letter, a digit, or a mark on one.</summary>
    public static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    /// <summary>White space at which a line may be broken; a no-break space holds "10 000" together.</summary>
    public static bool IsBreakingSpace(char character) =>
        char.IsWhiteSpace(character) && character is not ('\u00A0' or '\u202F' or '\u2007');
}
