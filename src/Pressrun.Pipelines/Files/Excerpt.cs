using System.Globalization;
using System.Text;

namespace Pressrun.Pipelines.Files;

/// <summary>As much of a source line as fits a terminal, and where the marker stands below it.</summary>
/// <param name="Text">The line or a piece of it, without a character that moves the cursor.</param>
/// <param name="Indent">Terminal cells before the marker.</param>
/// <param name="Width">Terminal cells of the marker, at least 1.</param>
internal sealed record Excerpt(string Text, int Indent, int Width)
{
    /// <summary>Characters shown of a long line; those before the marker are at most half of it.</summary>
    private const int Most = 100;

    /// <summary>Code points from which on a character may be two cells wide; below, none is.</summary>
    private const int FirstWide = 0x1100;

    public static Excerpt Of(string line, int column, int length)
    {
        var first = Characters(line, 0).Skip(Most).Any() ? Math.Max(0, column - 1 - (Most / 2)) : 0;
        var shown = Characters(line, first).Take(Most + 1).ToList();
        var isCut = shown.Count > Most;
        var text = shown.Take(Most).ToList();
        var before = text.Take(column - 1 - first).ToList();
        var marked = text.Skip(before.Count).Take(Math.Max(1, length));
        var head = first > 0 ? "…" : "";
        return new(
            head + string.Concat(text) + (isCut ? "…" : ""),
            head.Length + before.Sum(Cells), Math.Max(1, marked.Sum(Cells)));
    }

    /// <summary>The characters of a line as people see them, from the given one on, counted from 0.</summary>
    private static IEnumerable<string> Characters(string line, int first)
    {
        var at = 0;
        for (var number = 0; at < line.Length; number++)
        {
            var isPlain = line[at] < 0x80 && (at + 1 == line.Length || line[at + 1] < 0x80);
            var length = isPlain ? 1 : StringInfo.GetNextTextElementLength(line.AsSpan(at));
            if (number >= first)
            {
                yield return Shown(line.Substring(at, length));
            }

            at += length;
        }
    }

    // A tab counts as one character in a place, so it is shown as one cell and the marker stays below its word.
    private static string Shown(string character) => character switch
    {
        "\t" => " ",
        _ when char.IsControl(character[0]) || IsUnseen(character[0]) => "·",
        _ => character,
    };

    // Characters that turn the writing direction or have no width could make a line look like another one.
    private static bool IsUnseen(char character) =>
        CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;

    private static int Cells(string character)
    {
        Rune.DecodeFromUtf16(character, out var rune, out _);
        return rune.Value switch
        {
            < FirstWide => 1,
            <= 0x115F or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) => 2,
            (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) => 2,
            (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F900 and <= 0x1F9FF) or (>= 0x20000 and <= 0x3FFFD) => 2,
            _ => 1,
        };
    }
}
