using static Pressrun.Surfaces.Tests.Items.Desktop;

namespace Pressrun.Surfaces.Tests.Items;

public sealed class TableTests
{
    [Fact]
    public void A_row_is_an_item_with_the_fields_of_the_first_row()
    {
        using var desktop = new Desktop().Put("a.csv", [
            0xEF, 0xBB, 0xBF,
            .. "id,title,text\r\n7,\"Salt, roads\",\"She said \"\"no\"\"\r\nand left\"\r\n8,Sea,\r\n"u8]);
        var reading = desktop.Read("a.csv");
        Assert.Equal(
            [
                """{"id":"7","title":"Salt, roads","text":"She said \"no\"\nand left"}""",
                """{"id":"8","title":"Sea","text":""}""",
            ],
            Inputs(reading));
        Assert.Equal(["7", "8"], Keys(reading));
        Assert.Equal(["id", "title", "text"], reading.Fields);
        Assert.Empty(reading.Notes);
    }

    [Theory]
    [InlineData("a;b,c;d\n1;2,5;3\n", """{"a":"1","b,c":"2,5","d":"3"}""")]
    [InlineData("a\tb\n1\t2\n", """{"a":"1","b":"2"}""")]
    [InlineData("\"a;x\",b\n1,2\n", """{"a;x":"1","b":"2"}""")]
    [InlineData("a\n1\n", """{"a":"1"}""")]
    [InlineData("a,b,,\n1,2,,\n", """{"a":"1","b":"2"}""")]
    public void The_separator_is_the_one_the_first_row_has_most_of(string text, string input)
    {
        using var desktop = new Desktop().Put("a.csv", text);
        Assert.Equal([input], Inputs(desktop.Read("a.csv")));
    }

    [Fact]
    public void A_bad_row_loses_only_itself()
    {
        using var desktop = new Desktop().Put("a.csv",
            "id,b\n1,x\n\n2\n3,x,y\n\"4\"5,x\n6,\"never closed\n7,x\n1,z\n8,\"two\nlines\"\n9,x,\n");
        var reading = desktop.Read("a.csv");
        Assert.Equal(["1", "7", "8", "9"], Keys(reading));
        Assert.Equal(
            [
                "a.csv:3: is blank",
                "a.csv:4: has 1 values, the first row names 2",
                "a.csv:5: has 3 values, the first row names only 2; a value with the separator in it stands in quotes",
                "a.csv:6: has text behind a closing quote; a quote inside a value is written twice",
                "a.csv:7: has text behind a closing quote; a quote inside a value is written twice",
                "a.csv:9: has the key `1` of line 2",
            ],
            Notes(reading));
    }

    [Fact]
    public void A_quote_that_is_never_closed_swallows_nothing()
    {
        using var desktop = new Desktop().Put("a.csv", "id,b\n1,\"open\n2,x\n3,y\n");
        var reading = desktop.Read("a.csv");
        Assert.Equal(["2", "3"], Keys(reading));
        Assert.Equal(["a.csv:2: opens a quote that is never closed"], Notes(reading));
    }

    [Theory]
    [InlineData("a,b,a\n1,2,3\n", "a.csv:1: the first row names `a` twice. Rename one of the columns.")]
    [InlineData("\n1,2\n", "a.csv:1: the first row names no field. Put the names of the columns there.")]
    [InlineData("\"a,b\n1,2\n", "a.csv:1: opens a quote that is never closed; the first row must name the fields.")]
    public void A_first_row_that_names_no_fields_is_refused(string text, string message)
    {
        using var desktop = new Desktop().Put("a.csv", text);
        Assert.Equal(message, desktop.Refusal("a.csv"));
    }

    [Fact]
    public void A_table_without_rows_has_no_items()
    {
        using var desktop = new Desktop().Put("a.csv", "a,b\n").Put("b.csv", "");
        Assert.Equal(0, desktop.Read("a.csv").Count);
        Assert.Equal(0, desktop.Read("b.csv").Count);
    }
}
