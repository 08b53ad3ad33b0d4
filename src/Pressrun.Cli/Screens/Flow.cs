namespace Pressrun.Cli.Screens;

/// <summary>Sets pieces one after the other and goes on below where a line is full.</summary>
internal static class Flow
{
    private const string Gap = "   ";
    private const string Indent = "  ";

    /// <summary>The lines, none wider than <paramref name="width"/>; a piece that alone is wider is cut.</summary>
    /// <param name="pieces">In the order to show them; none is split unless it must be.</param>
    /// <param name="width">In cells.</param>
    /// <param name="isIndented">Whether the first line is set in as the others are.</param>
    public static List<Row> Of(IEnumerable<Row> pieces, int width, bool isIndented)
    {
        var rows = new List<Row>();
        foreach (var piece in pieces)
        {
            if (rows.Count > 0 && rows[^1].Width + Gap.Length + piece.Width <= width)
            {
                rows[^1].Add(Gap).Add(piece);
                continue;
            }

            rows.Add(new Row().Add(rows.Count > 0 || isIndented ? Indent : "").Add(piece).Fit(width));
        }

        return rows;
    }
}
