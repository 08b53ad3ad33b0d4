using Pressrun.Cli.Screens;

namespace Pressrun.Surfaces.Tests.Screens;

/// <summary>Tables of results.</summary>
public sealed class TablesTests
{
    private static readonly Column[] Columns =
        [new("run", IsKept: true), new("pipeline"), new("state"), new("items", IsNumber: true), new("last failure")];

    private static readonly Ink[][] Rows =
    [
        ["7f3a", "episodes", new("done", Tone.Done), "1,412", "elevenlabs 400: the text of part 3 is too long for it"],
        ["01c9", "播客\u001b[2J [red]x[/]", new("failed", Tone.Failed), "7", "日本の塩の道が長すぎて話せません\r\nsecond line"],
        ["0a", "", new("waits for you", Tone.Review), "", ""],
    ];

    [Theory]
    [InlineData(null)]
    [InlineData(100)]
    [InlineData(60)]
    [InlineData(40)]
    public void A_table_looks_as_approved(int? width) =>
        Golden.Hold($"table-{width?.ToString() ?? "file"}", Write(width, hasColor: false));

    [Theory]
    [InlineData(100)]
    [InlineData(60)]
    [InlineData(45)]
    public void No_line_is_wider_than_the_terminal(int width) =>
        Assert.All(Write(width, hasColor: false).Split('\n'), line => Assert.InRange(Cells.Width(line), 0, width));

    [Theory]
    [InlineData(80, "lane limit from room busy asked refused")]
    [InlineData(60, "lane limit from room busy asked refus…")]
    [InlineData(50, "lane limit from room busy")]
    [InlineData(30, "lane limit")]
    public void Many_columns_stand_closer_and_some_are_left_out_before_a_line_wraps(int width, string head)
    {
        Column[] columns =
        [
            new("lane"), new("limit", IsKept: true), new("from"), new("room", IsNumber: true),
            new("busy", IsNumber: true), new("asked", IsNumber: true), new("refused", IsNumber: true),
        ];
        using var output = new StringWriter { NewLine = "\n" };
        Tables.Write(output, columns,
            [["anthropic/sonnet", "40k input tokens/min", "headers", "1.3k/40k", "2", "1,412", "3"]], width, false);
        var lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.InRange(Cells.Width(line), 1, width));
        Assert.Equal(head, string.Join(' ', lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Colour_is_there_only_if_wanted()
    {
        Assert.Contains("\u001b[", Write(100, hasColor: true), StringComparison.Ordinal);
        Assert.DoesNotContain(Write(100, hasColor: false), unit => char.IsControl(unit) && unit != '\n');
    }

    [Fact]
    public void A_file_gets_every_cell_whole() =>
        Assert.Contains(Rows[0][4].Text, Write(null, hasColor: false), StringComparison.Ordinal);

    private static string Write(int? width, bool hasColor)
    {
        using var output = new StringWriter { NewLine = "\n" };
        Tables.Write(output, Columns, Rows, width, hasColor);
        return output.ToString();
    }
}
