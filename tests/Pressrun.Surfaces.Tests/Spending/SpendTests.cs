using System.Text.Json;
using Pressrun.Surfaces.Tests.FirstRun;
using Pressrun.Surfaces.Tests.Screens;

namespace Pressrun.Surfaces.Tests.Spending;

/// <summary>What a run has cost, as it is looked at.</summary>
public sealed class SpendTests
{
    [Theory]
    [InlineData("stage")]
    [InlineData("model")]
    [InlineData("item")]
    [InlineData("day")]
    public void The_page_is_as_approved(string by)
    {
        using var shell = Works.Make(Works.All);
        var (code, output, error) = Works.Ask(shell, "spend", "--by", by);
        Assert.Equal((0, ""), (code, error));
        Golden.Hold($"spend-{by}", output);
    }

    [Fact]
    public void The_newest_run_by_stage_is_what_is_told_first()
    {
        using var shell = Works.Make("plain");
        Assert.Equal(Works.Ask(shell, "spend", "latest", "--by", "stage"), Works.Ask(shell, "spend"));
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("model")]
    [InlineData("item")]
    [InlineData("day")]
    public void Paid_is_used_and_wasted_in_every_row_and_rows_add_up(string by)
    {
        using var shell = Works.Make(Works.All);
        var lines = Lines(shell, "spend", "--by", by);
        var (rows, total) = (Of(lines, "spend_row"), Of(lines, "spend").Single());
        foreach (var row in rows.Append(total))
        {
            Assert.Equal(Number(row, "paid_usd"), Number(row, "used_usd") + Number(row, "wasted_usd"));
            Assert.Equal(Number(row, "wasted_usd"),
                row.GetProperty("wasted").EnumerateObject().Sum(one => one.Value.GetDecimal()));
        }

        foreach (var name in (string[])
            ["paid_usd", "used_usd", "wasted_usd", "saved_usd", "unknown_usd", "calls", "tokens_in", "characters"])
        {
            Assert.Equal(Number(total, name), rows.Sum(row => Number(row, name)));
        }
    }

    [Fact]
    public void What_is_wasted_saved_and_unknown_is_what_happened()
    {
        using var shell = Works.Make(Works.All);
        var total = Of(Lines(shell, "spend"), "spend").Single();
        // A broken item's script, the dull draft before it was revised, the script of a bad shape.
        Assert.Equal("""{"failed_items_usd":0.3,"wrong_form_usd":0.25,"revised_usd":0.3}""",
            total.GetProperty("wasted").GetRawText());
        // 60,000 tokens at 10 cents a million instead of 2 dollars.
        Assert.Equal(0.114m, Number(total, "saved_cache_usd"));
        Assert.Equal((0.9m, 1), (Number(total, "unknown_usd"), Number(total, "unknown_calls")));
        Assert.Equal((1, 1), (Number(total, "unknown_price_calls"), Number(total, "estimated_calls")));
        Assert.Equal((60_000, 120_000), (Number(total, "tokens_cached"), Number(total, "characters")));
    }

    [Fact]
    public void An_item_whose_price_nobody_knows_is_never_shown_as_free()
    {
        using var shell = Works.Make("odd");
        var row = Of(Lines(shell, "spend", "--by", "stage"), "spend_row")[0];
        Assert.Equal(JsonValueKind.Null, row.GetProperty("paid_usd").ValueKind);
        var output = Works.Ask(shell, "spend").Output;
        Assert.Matches(@"script +1 +unknown price ", output);
        Assert.Contains("unknown price  1 call   nobody here knows", output, StringComparison.Ordinal);
        Assert.Contains("paid           $0.30 + unknown", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_remembered_from_an_earlier_run_are_saved_at_what_they_had_cost()
    {
        using var shell = Works.Make("plain", "cached");
        Works.Run(shell, "berta", "plain", "cached");
        Works.Run(shell, "clara", "plain", "cached");
        var lines = Lines(shell, "spend", "--by", "model");
        var total = Of(lines, "spend").Single();
        // Copied over two runs by now: 0.30 and 0.186 dollars were paid in the first.
        Assert.Equal((2, 0.486m, 0.6m),
            (Number(total, "remembered"), Number(total, "saved_remembered_usd"), Number(total, "paid_usd")));
        Assert.Equal(["openai/gpt-6.1-sol", "openai/tts-1"],
            Of(lines, "spend_row").Select(row => row.GetProperty("name").GetString()));
        Assert.Contains("2 remembered answers $0.49", Works.Ask(shell, "spend").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_cost_nothing_is_told_of_in_plain_zeros()
    {
        using var shell = Commands.Bench.Make("one");
        shell.Run("run", "p.yaml");
        var (code, output, _) = shell.Run("spend", "--by", "model");
        Assert.Equal(0, code);
        Assert.Contains("paid           $0.00   4 calls, all free", output, StringComparison.Ordinal);
        Assert.Contains("offline/extractive", output, StringComparison.Ordinal);
        Assert.DoesNotContain("unknown price", output, StringComparison.Ordinal);
        Assert.Contains("all that costs nothing", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_has_run_a_line_says_so()
    {
        using var shell = new Shell();
        Assert.Equal((2, "", "nothing has been run here yet; `pressrun run` begins\n"), shell.Run("spend"));
    }

    [Theory]
    [InlineData("spend", "--by", "colour")]
    [InlineData("spend", "zzzz")]
    public void What_is_not_there_is_said(params string[] words)
    {
        using var shell = Works.Make("plain");
        var (code, output, error) = shell.Run(words);
        Assert.Equal((2, ""), (code, output));
        Assert.Matches("none of day item model stage|none of stage model item day|no run `zzzz`", error);
    }

    private static List<JsonElement> Lines(Shell shell, params string[] words) =>
    [
        .. Works.Ask(shell, [.. words, "--json"]).Output.TrimEnd('\n').Split('\n')
            .Select(line => JsonElement.Parse(line)),
    ];

    private static List<JsonElement> Of(List<JsonElement> lines, string type) =>
        lines.FindAll(line => line.GetProperty("type").GetString() == type);

    // What nobody knows adds nothing.
    private static decimal Number(JsonElement of, string name) =>
        of.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : 0;
}
