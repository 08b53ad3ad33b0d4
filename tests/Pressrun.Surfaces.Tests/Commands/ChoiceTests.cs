using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>Which items are taken, and in which order.</summary>
public sealed class ChoiceTests
{
    private const string Rows = """
        {"key":"a","form":"10-K","importance":1}
        {"key":"b","form":"8-K","importance":10}
        {"key":"c","form":"S-1","importance":5}
        {"key":"d","form":"8-K"}
        {"key":"e","form":"10-K","importance":10}
        """;

    [Theory]
    [InlineData("where: form in (10-K, 8-K)", "a b d e")]
    [InlineData("where: form not in (10-K, 8-K)", "c")]
    [InlineData("where: importance >= 5", "b c e")]
    [InlineData("where: importance = 10.0", "b e")]
    [InlineData("where: form != 8-K", "a c e")]
    [InlineData("where: form in (10-K, 8-K) and importance >= 5", "b e")]
    [InlineData("where: importance is empty", "d")]
    [InlineData("where: importance is not empty and form != 10-K", "b c")]
    public void Only_items_that_fulfil_the_condition_are_taken(string where, string keys)
    {
        using var shell = Make(where);
        Assert.Equal(0, shell.Run("run", "p.yaml").Code);
        Assert.Equal(keys, Kept(shell));
    }

    [Theory]
    [InlineData("order: importance desc", "b e c a d")]
    [InlineData("order: importance", "a c b e d")]
    [InlineData("order: form", "a e b d c")]
    [InlineData("order: form desc\n  where: importance > 0", "c b a e")]
    public void Items_are_taken_up_in_the_order_of_a_field_and_a_stage_over_all_goes_through_them_so(
        string order, string keys)
    {
        using var shell = Make(order);
        var (code, output, error) = shell.Run("run", "p.yaml", "--workers", "1");
        Assert.True(code == 0, output + error);
        Assert.Equal(keys, string.Join(' ', File.ReadAllLines(shell.PathOf("log.txt"))));
        Assert.Equal(keys, Kept(shell));
    }

    [Theory]
    [InlineData("where: fom = 8-K",
        "p.yaml:5:10  `where` looks at `fom`, a field that no item has\n    5 |   where: fom = 8-K\n"
            + "      |          ^^^^^^^^^  did you mean `form`?")]
    [InlineData("order: importence",
        "`order` names `importence`, a field that no item has; did you mean `importance`?")]
    public void A_field_that_no_item_has_is_an_error(string choice, string line)
    {
        using var shell = Make(choice);
        var (code, _, error) = shell.Run("check", "p.yaml");
        Assert.Equal(2, code);
        Assert.Contains(line, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("importance > 50 and form = 8-K",
        "`where` takes none of the 5 items: `importance` is 1, 10, 5; `form` is 10-K, 8-K, S-1")]
    [InlineData("form = 8K", "`where` takes none of the 5 items: `form` is 10-K, 8-K, S-1")]
    public void A_condition_that_nothing_fulfils_says_what_it_compared(string where, string line)
    {
        using var shell = Make("where: " + where);
        var (code, _, error) = shell.Run("run", "p.yaml");
        Assert.Equal(2, code);
        Assert.Contains("p.yaml:5:10", error, StringComparison.Ordinal);
        Assert.Contains(line, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("form = 8-K and 10-K")]
    [InlineData("form = 8-K and importance is empti")]
    [InlineData("form is")]
    [InlineData("form = 8-K and")]
    public void A_condition_that_is_half_right_is_not_understood(string where)
    {
        using var shell = Make("where: " + where);
        var (code, _, error) = shell.Run("check", "p.yaml");
        Assert.Equal(2, code);
        Assert.Contains("is not understood", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_ends_with_the_number_of_lines_that_gave_no_item()
    {
        using var shell = Make("key: key");
        shell.Write("items.jsonl", Rows + "\n\n{\"key\":\"a\"}\nnonsense\n");
        var (code, _, error) = shell.Run("run", "p.yaml");
        Assert.True(code == 0, error);
        Assert.EndsWith("3 lines gave no item, the first items.jsonl:6: is blank; all of them: pressrun check p.yaml",
            error.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("\"lines_left_out\":3", shell.Run("run", "p.yaml", "--json").Output, StringComparison.Ordinal);
    }

    private static Shell Make(string choice)
    {
        var shell = new Shell();
        shell.Write("items.jsonl", Rows + "\n");
        shell.Write("p.yaml", $$$"""
            pressrun: 1
            name: p
            items:
              from: items.jsonl
              {{{choice}}}
            stages:
              log: { run: [sh, -c, "echo $0 >> {{{shell.PathOf("log.txt")}}}; echo $0", "{{key}}"] }
              all: { once: true, render: "{{#each items}}{{key}} {{/each}}", needs: log, save: out/all.txt }
            """);
        return shell;
    }

    private static string Kept(Shell shell) => File.ReadAllText(shell.PathOf("out/all.txt")).Trim();
}
