using System.Text;

namespace Pressrun.Cli.Screens;

/// <summary>One line of the live region, measured in cells.</summary>
internal sealed class Row
{
    private const string Reset = "\u001b[0m";

    private readonly List<Ink> _pieces = [];

    /// <summary>Cells so far.</summary>
    public int Width { get; private set; }

    /// <summary>The line without colours.</summary>
    public string Text => string.Concat(_pieces.Select(piece => piece.Text));

    /// <summary>Adds a piece; whatever it holds, no control character gets through.</summary>
    public Row Add(Ink piece)
    {
        var text = piece.Text.Any(char.IsControl) ? Cells.Clean(piece.Text) : piece.Text;
        if (text.Length > 0)
        {
            _pieces.Add(piece with { Text = text });
            Width += Cells.Width(text);
        }

        return this;
    }

    /// <summary>Adds all pieces of another line.</summary>
    public Row Add(Row other)
    {
        other._pieces.ForEach(piece => Add(piece));
        return this;
    }

    /// <summary>Adds blanks up to a width.</summary>
    public Row PadTo(int width) => Width < width ? Add(new string(' ', width - Width)) : this;

    /// <summary>This line in at most so many cells, ending in … if it was longer.</summary>
    public Row Fit(int width)
    {
        if (Width <= width)
        {
            return this;
        }

        var fitted = new Row();
        foreach (var piece in _pieces)
        {
            var room = width - fitted.Width;
            if (Cells.Width(piece.Text) >= room)
            {
                return fitted.Add(piece with { Text = Cells.Fit(piece.Text + "…", room) });
            }

            fitted.Add(piece);
        }

        return fitted;
    }

    /// <summary>The line as bytes for a terminal, the last colour reset.</summary>
    public string Paint(bool hasColor)
    {
        var painted = new StringBuilder();
        foreach (var (text, tone) in _pieces)
        {
            var code = hasColor ? Code(tone) : null;
            painted.Append(code).Append(text).Append(code is null ? "" : Reset);
        }

        return painted.ToString().TrimEnd(' ');
    }

    // The sixteen colours of the terminal's own theme: they suit dark and light grounds alike.
    private static string? Code(Tone tone) => tone switch
    {
        Tone.Strong => "\u001b[1m",
        Tone.Faint => "\u001b[2m",
        Tone.Done => "\u001b[32m",
        Tone.Working => "\u001b[34m",
        Tone.Failed => "\u001b[31m",
        Tone.Held => "\u001b[33m",
        Tone.Review => "\u001b[35m",
        _ => null,
    };
}
