using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

public sealed class ShapeTests
{
    [Fact]
    public void A_stage_without_each_runs_once_for_each_item()
    {
        using var shop = new Shop();
        var result = shop.Run(Shop.Pipeline(new Stage("draft", Deed.Asks("write"))), Shop.Items("a", "b", "c"));
        Assert.Equal(RunEnding.Complete, result.Ending);
        Assert.Equal(3, result.Items[ItemState.Done]);
        Assert.Equal(["a", "b", "c"], shop.Desk.Sent.Select(sent => sent.ItemKey).Order());
    }

    [Fact]
    public void A_stage_over_a_range_runs_for_both_ends_of_it()
    {
        using var shop = new Shop();
        shop.Run(Shop.Pipeline(new Stage("draft", Deed.Asks("write")) { Each = Each.Range(2, 4) }), Shop.Items("a"));
        Assert.Equal(["2", "3", "4"], shop.Desk.Sent.Select(sent => sent.Call.Part).Order());
    }

    [Fact]
    public void A_stage_over_an_empty_range_makes_no_call_and_its_item_is_done()
    {
        using var shop = new Shop();
        var stage = new Stage("draft", Deed.Asks("write")) { Each = Each.Range(1, 0) };
        var result = shop.Run(Shop.Pipeline(stage), Shop.Items("a"));
        Assert.Equal(1, result.Items[ItemState.Done]);
        Assert.Empty(shop.Desk.Sent);
    }

    [Fact]
    public void A_stage_over_split_text_sees_each_piece_of_the_result_before_it()
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) => Answers.Text(call.Stage == "text" ? "one\ntwo\nthree" : "ok");
        shop.Run(Shop.Pipeline(
            new Stage("text", Deed.Asks("write")),
            new Stage("voice", Deed.Asks("speak")) { Needs = ["text"], Each = Lines("text") }), Shop.Items("a"));
        Assert.Equal(
            ["speak|a|a|one||", "speak|a|a|three||", "speak|a|a|two||"],
            shop.Desk.Sent.Where(sent => sent.Call.Stage == "voice").Select(sent => sent.Content).Order());
    }

    [Fact]
    public void A_stage_over_the_parts_of_another_starts_on_a_part_before_that_one_has_done_them_all()
    {
        using var shop = new Shop();
        shop.Desk.Took = call => TimeSpan.FromSeconds(call.Stage == "script" ? 10 * int.Parse(call.Part) : 1);
        shop.Run(TwoStages(chained: false), Shop.Items("a"));
        Assert.Equal(
            [("voice", "1", 10), ("voice", "2", 20), ("voice", "3", 30)],
            shop.Desk.Sent.Where(sent => sent.Call.Stage == "voice")
                .Select(sent => (sent.Call.Stage, sent.Call.Part, (int)sent.At.TotalSeconds)));
    }

    [Fact]
    public void A_part_over_the_parts_of_another_stage_has_that_stages_result_as_its_text()
    {
        using var shop = new Shop();
        shop.Run(TwoStages(chained: false), Shop.Items("a"));
        Assert.Contains(shop.Desk.Sent, sent => sent.Content == "speak|a|a|<write|a|a|2||>||");
    }

    [Fact]
    public void A_chained_part_waits_for_the_part_before_it_and_sees_its_result()
    {
        using var shop = new Shop();
        var stage = new Stage("draft", Deed.Asks("w")) { Each = Each.Range(1, 3), IsChained = true };
        shop.Run(Shop.Pipeline(stage), Shop.Items("a"));
        Assert.Equal(
            ["w|a|a|1||", "w|a|a|2|<w|a|a|1||>|", "w|a|a|3|<w|a|a|2|<w|a|a|1||>|>|"],
            shop.Desk.Sent.Select(sent => sent.Content));
        Assert.Equal([0, 1, 2], shop.Desk.Sent.Select(sent => (int)sent.At.TotalSeconds));
    }

    [Fact]
    public void The_first_part_that_fails_ends_a_chain_and_its_item_but_not_what_was_under_way()
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) => call.Part == "2" ? Answers.Permanent() : Answers.Text("ok");
        var result = shop.Run(TwoStages(chained: true), Shop.Items("a"));
        Assert.Equal(1, result.Items[ItemState.Failed]);
        Assert.Equal(["script 1", "script 2", "voice 1"],
            shop.Desk.Sent.Select(sent => $"{sent.Call.Stage} {sent.Call.Part}").Order());
    }

    [Fact]
    public void A_stage_sees_the_results_of_all_parts_it_needs_in_their_order()
    {
        using var shop = new Shop();
        shop.Desk.Took = call => TimeSpan.FromSeconds(call.Part == "1" ? 9 : 1);
        shop.Desk.Says = (call, _) => Answers.Text(call.Part);
        shop.Run(Shop.Pipeline(
            new Stage("parts", Deed.Asks("w")) { Each = Each.Range(1, 3) },
            new Stage("whole", Deed.Asks("join", "desk", "parts")) { Needs = ["parts"] }), Shop.Items("a"));
        Assert.Equal("join|a|a||||1|2|3", shop.Desk.Sent[^1].Content);
    }

    [Fact]
    public void A_stage_before_the_items_runs_once_and_every_item_sees_its_result()
    {
        using var shop = new Shop();
        var plan = new Stage("plan", new Deed("plan", PlanAsync)) { IsOnce = true };
        var write = new Stage("write", Deed.Asks("w", "desk", "plan")) { Needs = ["plan"] };
        shop.Run(Shop.Pipeline(plan, write), Shop.Items("a", "b"));
        Assert.Equal(["plan a b", "w|a|a||||<plan a b>", "w|b|b||||<plan a b>"],
            shop.Desk.Sent.Select(sent => sent.Content).Order());
    }

    [Fact]
    public void A_stage_after_the_items_sees_their_results_in_item_order()
    {
        using var shop = new Shop();
        shop.Desk.Took = call => TimeSpan.FromSeconds(call.ItemKey == "a" ? 9 : 1);
        shop.Run(Joined(), Shop.Items("a", "b", "c"));
        Assert.Equal("join a=<w|a|a|||> b=<w|b|b|||> c=<w|c|c|||>", shop.Desk.Sent[^1].Content);
    }

    [Fact]
    public void A_stage_after_the_items_leaves_out_items_that_failed()
    {
        using var shop = new Shop();
        var echo = shop.Desk.Says;
        shop.Desk.Says = (call, attempt) => call.ItemKey == "b" ? Answers.Permanent() : echo(call, attempt);
        shop.Run(Joined(), Shop.Items("a", "b", "c"));
        Assert.Equal("join a=<w|a|a|||> c=<w|c|c|||>", shop.Desk.Sent[^1].Content);
    }

    [Fact]
    public void A_stage_after_the_items_runs_again_when_an_item_was_added()
    {
        using var shop = new Shop();
        shop.Run(Joined(), Shop.Items("a", "b"));
        shop.Desk.Sent.Clear();
        shop.Run(Joined(), Shop.Items("a", "b", "c"));
        Assert.Equal(["w|c|c|||", "join a=<w|a|a|||> b=<w|b|b|||> c=<w|c|c|||>"],
            shop.Desk.Sent.Select(sent => sent.Content));
    }

    private static Pipeline TwoStages(bool chained) => Shop.Pipeline(
        new Stage("script", Deed.Asks("write")) { Each = Each.Range(1, 3), IsChained = chained },
        new Stage("voice", Deed.Asks("speak"))
        {
            Needs = ["script"],
            Each = new("script", (_, _) => throw new InvalidOperationException("not used"), "script"),
        });

    private static Pipeline Joined() => Shop.Pipeline(
        new Stage("write", Deed.Asks("w")),
        new Stage("join", new Deed("join", async context =>
        {
            var all = new List<string>();
            await foreach (var (item, outputs) in context.BatchAsync("write"))
            {
                all.Add($"{item.Key}={outputs.Single().Text}");
            }

            return (await context.CallAsync(new("desk", "m", $"join {string.Join(' ', all)}"))).Text;
        }))
        {
            Needs = ["write"],
            IsOnce = true,
        });

    private static async Task<string> PlanAsync(StageContext context)
    {
        var keys = new List<string>();
        await foreach (var (item, _) in context.BatchAsync(null))
        {
            keys.Add(item.Key);
        }

        return (await context.CallAsync(new("desk", "m", $"plan {string.Join(' ', keys)}"))).Text;
    }

    private static Each Lines(string stage) => new(stage, (_, text) => Part.List(text.Split('\n')), "lines");
}
