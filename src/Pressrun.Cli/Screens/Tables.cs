using System.Globalization;
using Spectre.Console;

namespace Pressrun.Cli.Screens;

/// <summary>Writes a table of results.</summary>
internal static class Tables
{
    private const int ColumnMin = 6;
    private const int Gap = 2;
    private const int GapLeast = 1;

    /// <summary>
    /// Writes heads and rows. On a terminal the widest columns that may be cut are cut until a line fits; where that is
    /// not enough they stand closer, and in the end those at the right are left out: lines that wrap cannot be read.
    /// Elsewhere every cell is whole, for programs that search it.
    /// </summary>
    /// <param name="output">Where to.</param>
    /// <param name="columns">At least one.</param>
    /// <param name="rows">Each with a cell for every column.</param>
    /// <param name="width">Columns of the terminal; null if it is none.</param>
    /// <param name="hasColor">Whether to colour; without, no escape sequence is written.</param>
    public static void Write(
        TextWriter output,
        IReadOnlyList<Column> columns,
        IEnumerable<IReadOnlyList<Ink>> rows,
        int? width,
        bool hasColor)
    {
        List<List<Ink>> cells = [.. rows.Select(row => row.Select(Clean).ToList())];
        List<Column> shown = [.. columns];
        var (widths, gap) = Fit(shown, cells, width);
        for (var last = shown.Count - 1; last > 0 && Sum(widths, gap) > width; last--)
        {
            if (!shown[last].IsKept)
            {
                shown.RemoveAt(last);
                cells.ForEach(row => row.RemoveAt(last));
                (widths, gap) = Fit(shown, cells, width);
            }
        }

        var table = new Table { Border = TableBorder.None };
        foreach (var (index, column) in shown.Index())
        {
            table.AddColumn(new TableColumn(Paint(new(Cells.Fit(column.Title, widths[index]), Tone.Faint)))
            {
                Width = widths[index],
                NoWrap = true,
                Alignment = column.IsNumber ? Justify.Right : Justify.Left,
                Padding = new Padding(0, 0, gap, 0),
            });
        }

        foreach (var row in cells)
        {
            table.AddRow(row.Select((cell, index) => Paint(cell with { Text = Cells.Fit(cell.Text, widths[index]) })));
        }

        using var lines = new StringWriter(CultureInfo.InvariantCulture);
        Painter(lines, widths.Sum(column => column + gap), hasColor).Write(table);
        foreach (var line in lines.ToString().TrimEnd().Split('\n'))
        {
            output.WriteLine(line.TrimEnd());
        }
    }

    /// <summary>How wide a table is with every cell whole, in cells.</summary>
    public static int Width(IReadOnlyList<Column> columns, IEnumerable<IReadOnlyList<Ink>> rows) =>
        Sum(Whole(columns, [.. rows.Select(row => row.Select(Clean).ToList())]), Gap);

    private static Ink Clean(Ink cell) => cell with { Text = Cells.Clean(cell.Text) };

    private static int Sum(int[] widths, int gap) => widths.Sum() + (gap * (widths.Length - 1));

    private static int[] Whole(IReadOnlyList<Column> columns, List<List<Ink>> rows) =>
    [
        .. columns.Select((column, index) =>
            rows.Select(row => Cells.Width(row[index].Text)).Append(Cells.Width(column.Title)).Max()),
    ];

    private static (int[] Widths, int Gap) Fit(List<Column> columns, List<List<Ink>> rows, int? width)
    {
        var (widths, gap) = (Whole(columns, rows), Gap);
        while (Sum(widths, gap) > width)
        {
            var widest = columns.Index().Where(column => !column.Item.IsKept && widths[column.Index] > ColumnMin)
                .OrderByDescending(column => widths[column.Index])
                .Select(column => column.Index)
                .FirstOrDefault(-1);
            if (widest >= 0)
            {
                widths[widest]--;
            }
            else if (gap > GapLeast)
            {
                gap--;
            }
            else
            {
                break;
            }
        }

        return (widths, gap);
    }

    private static IAnsiConsole Painter(TextWriter lines, int width, bool hasColor)
    {
        var painter = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = hasColor ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = hasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(lines),
        });
        painter.Profile.Width = width;
        return painter;
    }

    private static Text Paint(Ink cell) => new(cell.Text, cell.Tone switch
    {
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Faint => new Style(decoration: Decoration.Dim),
        Tone.Done => Color.Green,
        Tone.Working => Color.Blue,
        Tone.Failed => Color.Maroon,
        Tone.Held => Color.Olive,
        Tone.Review => Color.Purple,
        _ => Style.Plain,
    });
}
