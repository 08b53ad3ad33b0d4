using System.Globalization;
using System.Text;

namespace Pressrun.Surfaces.Tests.Screens;

/// <summary>
/// A small terminal: what one would see after the bytes written to it. It knows the sequences of the live screen and
/// fails on any other, and on a letter that would have to wrap.
/// </summary>
internal sealed class Terminal : StringWriter
{
    private const string Filler = "";

    private readonly List<string[]> _above = [];
    private string[][] _cells;
    private int _row;
    private int _column;

    public Terminal(int width, int height)
        : base(CultureInfo.InvariantCulture)
    {
        (Width, Height) = (width, height);
        _cells = Blank(width, height);
    }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public bool IsCursorShown { get; private set; } = true;

    public bool IsUpdating { get; private set; }

    /// <summary>Bytes since the start.</summary>
    public long Written { get; private set; }

    public bool HasSeenColor { get; private set; }

    /// <summary>The screen's lines without blanks at their ends and below.</summary>
    public List<string> Screen => Lines(_cells);

    /// <summary>What has left the screen at its top, and the screen.</summary>
    public List<string> Everything => Lines([.. _above, .. _cells]);

    /// <summary>Another size; what stood there is then anything, as it is with terminals.</summary>
    public void Resize(int width, int height)
    {
        (Width, Height) = (width, height);
        _cells = [.. Enumerable.Range(0, height).Select(_ => Enumerable.Repeat("#", width).ToArray())];
        (_row, _column) = (height / 2, width / 3);
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        Written += Encoding.UTF8.GetByteCount(value!);
        for (var at = 0; at < value!.Length;)
        {
            if (value[at] == '\u001b')
            {
                at = Act(value, at + 2);
                continue;
            }

            var rune = Rune.GetRuneAt(value, at);
            at += rune.Utf16SequenceLength;
            Put(rune);
        }
    }

    private static string[][] Blank(int width, int height) =>
        [.. Enumerable.Range(0, height).Select(_ => Enumerable.Repeat(" ", width).ToArray())];

    private static List<string> Lines(IEnumerable<string[]> rows)
    {
        var lines = rows.Select(row => string.Concat(row).TrimEnd()).ToList();
        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }

    private int Act(string text, int at)
    {
        Assert.Equal('[', text[at - 1]);
        var end = at;
        while (!char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        switch (text[at..(end + 1)])
        {
            case "?2026h" or "?2026l":
                IsUpdating = text[end] == 'h';
                break;
            case "?25h" or "?25l":
                IsCursorShown = text[end] == 'h';
                break;
            case "K":
                Erase(_row, _column);
                break;
            case "J":
                Erase(_row, _column);
                Enumerable.Range(_row + 1, Height - _row - 1).ToList().ForEach(row => Erase(row, 0));
                break;
            case "2J":
                _cells = Blank(Width, Height);
                break;
            case "H":
                (_row, _column) = (0, 0);
                break;
            case var up when up[^1] == 'A':
                _row = Math.Max(0, _row - int.Parse(up[..^1], CultureInfo.InvariantCulture));
                break;
            case var color when color[^1] == 'm':
                HasSeenColor = true;
                break;
            case var other:
                Assert.Fail($"the terminal does not know {other}");
                break;
        }

        return end + 1;
    }

    private void Erase(int row, int from) => Array.Fill(_cells[row], " ", from, Width - from);

    private void Put(Rune rune)
    {
        switch (rune.Value)
        {
            case '\r':
                _column = 0;
                return;
            case '\n':
                Down();
                return;
        }

        Assert.False(Rune.IsControl(rune), $"control character {rune.Value:x}");
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
        {
            _cells[_row][_column - 1] += rune.ToString();
            return;
        }

        var cells = rune.Value is (>= 0x2E80 and <= 0xFFDC) or >= 0x1F300 ? 2 : 1;
        Assert.True(_column + cells <= Width - 1, $"the line reaches the edge: {string.Concat(_cells[_row])}");
        _cells[_row][_column] = rune.ToString();
        if (cells == 2)
        {
            _cells[_row][_column + 1] = Filler;
        }

        _column += cells;
    }

    private void Down()
    {
        if (++_row < Height)
        {
            return;
        }

        _above.Add(_cells[0]);
        _cells = [.. _cells[1..], .. Blank(Width, 1)];
        _row--;
    }
}
