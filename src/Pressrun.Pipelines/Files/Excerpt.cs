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
        var characters = Characters(line, column + Most);
        var start = Math.Min(column - 1, characters.Count);
        var first = characters.Count > Most && start > Most / 2 ? start - (Most / 2) : 0;
        var shown = characters.GetRange(first, Math.Min(Most, characters.Count - first));
        var before = shown.GetRange(0, start - first);
        var marked = shown.Skip(before.Count).Take(Math.Max(1, length));
        var head = first > 0 ? "…" : "";
        var tail = first + shown.Count < characters.Count ? "…" : "";
        return new(
            head + string.Concat(shown) + tail, head.Length + before.Sum(Cells), Math.Max(1, marked.Sum(Cells)));
    }

    private static List<string> Characters(string line, int most)
    {
        var characters = new List<string>();
        for (var at = 0; at < line.Length && characters.Count <= most;)
        {
            var length = StringInfo.GetNextTextElementLength(line.AsSpan(at));
            characters.Add(Shown(line.Substring(at, length)));
            at += length;
        }

        return characters;
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
