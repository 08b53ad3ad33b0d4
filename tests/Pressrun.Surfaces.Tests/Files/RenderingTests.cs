using Pressrun.Pipelines.Files;

namespace Pressrun.Surfaces.Tests.Files;

/// <summary>How errors look.</summary>
public sealed class RenderingTests
{
    private static readonly SourceText Source = new("a.yaml", "one: 1\ntwo:  twice\n");

    [Fact]
    public void An_error_shows_its_place_its_line_and_a_marker() => Assert.Equal(
        "a.yaml:2:7  not good\n    2 | two:  twice\n      |       ^^^^^  try again\n(1 error, nothing was sent)\n",
        FileErrors.Render([new(new("a.yaml", 2, 7, 5), "not good", "try again")], Source));

    [Fact]
    public void Errors_stand_in_the_order_of_the_file()
    {
        var page = FileErrors.Render([Error(2, 7), Error(1, 1), Error(2, 1)], Source);
        Assert.Equal(
            ["a.yaml:1:1", "a.yaml:2:1", "a.yaml:2:7"],
            page.Split('\n').Where(line => line.StartsWith("a.yaml", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void An_error_of_the_whole_file_has_no_line() => Assert.Equal(
        "a.yaml  bad\n      go\n(1 error, nothing was sent)\n",
        FileErrors.Render([new(Position.Whole("a.yaml"), "bad", "go")], Source));

    [Fact]
    public void An_error_beyond_the_file_or_of_another_one_is_shown_all_the_same()
    {
        var page = FileErrors.Render([Error(99, 99), new(new("b.yaml", 1, 1, 1), "there")], Source);
        Assert.Contains("a.yaml:99:99  x", page, StringComparison.Ordinal);
        Assert.Contains("b.yaml:1:1  there\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void No_character_that_moves_a_cursor_reaches_the_screen()
    {
        var page = FileErrors.Render([Error(1, 1)], new SourceText("a.yaml", "a\u001b[2J\tb\u202Ec\0"));
        Assert.Contains("    1 | a·[2J b·c·\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_counts_what_an_editor_shows()
    {
        var fault = Samples.Refusal(
            "name: x\nitems: y\npressrun: 1\nvars: { \"é日😀\": 1 }\nstages: { p: { fetch: x } }\n");
        Assert.Equal(new Position("sample.yaml", 4, 9, 5), Assert.Single(fault.Errors).At);
    }

    [Fact]
    public void A_file_with_several_faults_names_them_all_at_once() =>
        Assert.Equal(4, Samples.Refusal("name: X\nitems:\nbudget: much\nstages: {}\npressrun: 1\n").Errors.Count);

    [Theory]
    [InlineData("key: sk-abcdefghijklmnop")]
    [InlineData("x: postgres://me:secretword@host/db")]
    [InlineData("\"key\": abcdefghijklmnopqrst")]
    public void What_is_surely_a_secret_is_blotted_out_in_any_line(string line)
    {
        var page = Samples.Refusal("name: X\nproviders: { openai: { " + line + " , ' } }\n").Message;
        Assert.Contains("***", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secretword", page, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefghijklmnop", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("providers: { openai: { key: env:A, key: CANARY } }\n")]
    [InlineData("providers: [CANARY]\n")]
    [InlineData("providers: CANARY\n")]
    [InlineData("providers: { openai: { key: CANARY, limits: [ } }\n")]
    [InlineData("providers: { openai: { key: { a: CANARY } } }\n")]
    [InlineData("providers: { openai: { kye: CANARY } }\n")]
    [InlineData("providers: { openai: { key: \"CANARY\", x: \u0001 } }\n")]
    public void A_literal_key_is_never_shown_whatever_else_is_wrong(string text) =>
        Assert.DoesNotContain("CANARY", Samples.Refusal(text).Message, StringComparison.Ordinal);

    private static FileError Error(int line, int column) => new(new("a.yaml", line, column, 1), "x");
}
