using System.Globalization;
using System.Text;

namespace Pressrun.Providers.Articles;

/// <summary>Leaves in a text what can be read aloud: no control, invisible, private or broken characters.</summary>
internal static class CleanText
{
    /// <summary>One line without edges; every run of white space is one space.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder();
        Append(line, text, keepsLines: false);
        return line.ToString().Trim();
    }

    /// <summary>As <see cref="Line(string)"/>, cut at a word where it is too long; null if it is empty.</summary>
    public static string? Line(string? text, int charactersMax)
    {
        // Cut before it is cleaned: a page may call megabytes its title.
        var line = Line(text is { Length: > 16_384 } ? text[..16_384] : text ?? "");
        if (line.Length > charactersMax)
        {
            var end = line.LastIndexOf(' ', charactersMax);
            line = CutAt(line, end > charactersMax / 2 ? end : charactersMax);
        }

        return line.Length == 0 ? null : line;
    }

    /// <summary>Appends the clean text; a space is never doubled nor at the edge of a line.</summary>
    public static void Append(StringBuilder to, string text, bool keepsLines)
    {
        Rune? before = null;
        var runes = text.EnumerateRunes();
        while (runes.MoveNext())
        {
            var rune = runes.Current;
            if (Rune.IsWhiteSpace(rune))
            {
                AppendSpace(to, keepsLines && rune.Value == '\n' ? '\n' : ' ');
            }
            else if (IsJoiner(rune) ? IsJoined(before) : IsVisible(rune))
            {
                to.Append(rune.ToString());
            }

            before = rune;
        }
    }

    private static void AppendSpace(StringBuilder to, char space)
    {
        if (space == '\n')
        {
            while (to.Length > 0 && to[^1] == ' ')
            {
                to.Length--;
            }

            if (to is not [.., '\n', '\n'])
            {
                to.Append('\n');
            }
        }
        else if (to.Length > 0 && to[^1] is not (' ' or '\n'))
        {
            to.Append(' ');
        }
    }

    private static string CutAt(string line, int length) =>
        line[..(char.IsHighSurrogate(line[length - 1]) ? length - 1 : length)].TrimEnd();

    // Icon fonts live in the private range; U+FFFD is where a byte could not be read, U+FFFC where a picture was.
    private static bool IsVisible(Rune rune) =>
        rune.Value is not (0xFFFC or 0xFFFD) && (rune.Value & 0xFFFE) != 0xFFFE && Rune.GetUnicodeCategory(rune) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
                or UnicodeCategory.Surrogate);

    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    // Between Arabic and Indic letters a joiner spells the word; anywhere else it is an invisible nothing.
    private static bool IsJoined(Rune? before) => before is { Value: >= 0x0600 and <= 0x0DFF };
}
