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
    public void Items_are_taken_up_in_the_order_of_a_field_and_results_stay_in_that_of_the_source(
        string order, string keys)
    {
        using var shell = Make(order);
        var (code, output, error) = shell.Run("run", "p.yaml", "--workers", "1");
        Assert.True(code == 0, output + error);
        Assert.Equal(keys, string.Join(' ', File.ReadAllLines(shell.PathOf("log.txt"))));
        Assert.Equal(string.Join(' ', keys.Split(' ').Order(StringComparer.Ordinal)), Kept(shell));
    }

    [Theory]
    [InlineData("where: fom = 8-K", "`where` looks at `fom`, a field that no item has; did you mean `form`?")]
    [InlineData("order: importence",
        "`order` names `importence`, a field that no item has; did you mean `importance`?")]
    public void A_field_that_no_item_has_is_an_error(string choice, string line)
    {
        using var shell = Make(choice);
        var (code, _, error) = shell.Run("check", "p.yaml");
        Assert.Equal(2, code);
        Assert.Contains(line, error, StringComparison.Ordinal);
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
