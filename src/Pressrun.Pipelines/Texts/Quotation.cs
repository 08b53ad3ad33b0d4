using System.Globalization;
using System.Text;

namespace Pressrun.Pipelines.Texts;

/// <summary>Quotes a text in a note: short, on one line, without anything that steers a terminal or hides.</summary>
internal static class Quotation
{
    private const int CharactersMax = 50;

    /// <summary>How the text begins.</summary>
    public static string Begin(string text) =>
        text.Length <= CharactersMax ? Of(text) : Of(text.AsSpan(0, CharactersMax)) + "…";

    /// <summary>How the text ends.</summary>
    public static string End(string text)
    {
        var trimmed = text.AsSpan().TrimEnd();
        return trimmed.Length <= CharactersMax ? Of(trimmed) : "…" + Of(trimmed[^CharactersMax..]);
    }

    /// <summary>All of it; a surrogate that was cut from its other half is left out.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                line.Append(' ');
            }
            else if (rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                line.Append(rune.ToString());
            }
        }

        return line.ToString().Trim();
    }
}
