using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

/// <summary>A part of the batch, few calls at a time, and what is seen of it meanwhile.</summary>
public sealed class SelectionTests
{
    private static readonly Item[] Five = Shop.Items("a", "b", "c", "d", "e");

    [Fact]
    public void Only_what_is_selected_is_worked_on_and_the_run_stays_open_for_the_rest()
    {
        using var shop = new Shop();
        var result = shop.Run(Pipeline(), Five, options => options with { Selects = item => item.Key is "b" or "d" });
        Assert.Equal(RunEnding.Complete, result.Ending);
        Assert.Equal(2, result.Items[ItemState.Done]);
        Assert.Equal(3, result.Items[ItemState.Open]);
        Assert.Equal(["b", "d"], shop.Desk.Sent.Select(sent => sent.ItemKey).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_rest_goes_on_in_the_same_run()
    {
        using var shop = new Shop();
        var some = shop.Run(Pipeline(), Five, options => options with { Selects = item => item.Ordinal <= 2 });
        var all = shop.Run(Pipeline(), Five);
        Assert.Equal(some.RunId, all.RunId);
        Assert.Equal(5, all.Items[ItemState.Done]);
        Assert.Equal(5, shop.Desk.Sent.Count);
    }

    [Fact]
    public void A_selection_larger_than_the_window_is_found_behind_what_is_passed_over()
    {
        using var shop = new Shop();
        var items = Shop.Items([.. Enumerable.Range(0, 50).Select(number => $"{number}")]);
        var result = shop.Run(Pipeline(), items,
            options => options with { Window = 2, Selects = item => item.Ordinal % 10 == 0 });
        Assert.Equal(5, result.Items[ItemState.Done]);
    }

    [Fact]
    public void A_stage_over_the_batch_sees_what_is_done_and_runs_again_when_more_is()
    {
        using var shop = new Shop();
        var pipeline = Shop.Pipeline(
            new("write", Deed.Asks("w")),
            new("index", Index()) { IsOnce = true, Needs = ["write"] });
        shop.Run(pipeline, Five, options => options with { Selects = item => item.Ordinal <= 2 });
        shop.Run(pipeline, Five);
        Assert.Equal(["a b", "a b c d e"],
            shop.Journal.OfType<Record.Done>().Where(done => done.Stage == "index").Select(done => done.Output.Text));
    }

    [Fact]
    public void What_all_lanes_share_goes_to_the_latest_stage_whatever_lane_it_is_on()
    {
        using var shop = new Shop(new Desk("desk"), new Desk("booth"));
        var pipeline = Shop.Pipeline(
            new Stage("write", Deed.Asks("w")),
            new Stage("speak", new Deed("s", async context =>
                (await context.CallAsync(new(context.Item.Key == "a" ? "desk" : "booth", "m", "x"))).Text))
            {
                Needs = ["write"],
            });
        shop.Run(pipeline, Five, options => options with { CallsAtOnce = 1 });
        var spoken = shop.DeskOf("booth").Sent.Concat(shop.Desk.Sent).Where(sent => sent.Stage == "speak")
            .OrderBy(sent => sent.At).Select(sent => sent.ItemKey);
        var written = shop.Desk.Sent.Where(sent => sent.Stage == "write").ToDictionary(sent => sent.ItemKey);
        Assert.Equal(["a", "b", "c", "d", "e"], spoken);
        Assert.True(shop.DeskOf("booth").Sent[0].At < written["e"].At, "It was spoken when all was written.");
    }

    [Fact]
    public void Whoever_asks_is_told_of_each_item_that_comes_to_its_end()
    {
        using var shop = new Shop();
        var told = new List<string>();
        shop.Desk.Says = (call, _) => call.ItemKey == "b"
            ? new(new Outcome.Failed(Failure.Permanent, "no such page"), Body.Empty)
            : Answers.Text("ok");
        shop.Run(Pipeline(), Shop.Items("a", "b"), options => options with
        {
            Closed = closed => told.Add($"{closed.Item.Key} {closed.State} {closed.Stage} {closed.Cause}"),
        });
        Assert.Equal(["a Done  ", "b Failed write desk declined: no such page"], told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_more_calls_are_in_flight_than_allowed_over_all_lanes()
    {
        using var shop = new Shop(new Desk("desk"), new Desk("other"));
        var (now, most) = (0, 0);
        foreach (var desk in (string[])["desk", "other"])
        {
            shop.DeskOf(desk).Does = async (call, attempt, _) =>
            {
                most = Math.Max(most, ++now);
                var reply = await shop.DeskOf(desk).SayAsync(call, attempt);
                now--;
                return reply;
            };
        }

        shop.Run(Shop.Pipeline(new("left", Deed.Asks("l")), new("right", Deed.Asks("r", "other"))), Five,
            options => options with { CallsAtOnce = 1 });
        Assert.Equal(1, most);
        Assert.Equal(10, shop.DeskOf("desk").Sent.Count + shop.DeskOf("other").Sent.Count);
    }

    [Fact]
    public void Progress_counts_items_parts_and_what_is_waited_for()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(1)));
        Progress? seen = null;
        var pipeline = Shop.Pipeline(
            new("write", Deed.Asks("w")),
            new("speak", Deed.Asks("s", needs: "write")) { Needs = ["write"], Each = Each.Range(1, 3) });
        shop.Run(pipeline, Five, begun: (run, node) =>
            Shop.After(node, TimeSpan.FromSeconds(9.5), () => seen = run.Progress()));
        // One call a second: two items are through both stages, the third is written and its three parts are begun.
        Assert.Equal(2, seen!.Items[ItemState.Done]);
        Assert.Equal((3, 2), (seen.Stages[0].Done, seen.Stages[1].Done));
        Assert.Equal((2, 3), (seen.Stages[0].Working, seen.Stages[1].Working));
        Assert.Equal(6, seen.Stages[1].Parts);
        Assert.Equal("desk, 1 at once", seen.Stages[1].WaitsFor);
        Assert.Equal((1, 1.0), (seen.InFlight, seen.Lanes[0].Used));
        Assert.Equal(9 * Desk.Cost.Micros, seen.Spent.Micros);
    }

    [Fact]
    public void Progress_counts_what_earlier_processes_did_and_where_items_came_to_a_halt()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(1)));
        var isDown = true;
        shop.Desk.Says = (call, _) => isDown && call is { ItemKey: "b", Stage: "speak" }
            ? new(new Outcome.Failed(Failure.Permanent, "no such voice"), Body.Empty)
            : Answers.Text("ok");
        Progress? seen = null;
        var pipeline = Shop.Pipeline(
            new("write", Deed.Asks("w")),
            new("speak", Deed.Asks("s", needs: "write")) { Needs = ["write"] });
        shop.Crash(pipeline, Five, () => shop.Desk.Sent.Count == 5);
        shop.Run(pipeline, Five, begun: (run, node) =>
            Shop.After(node, TimeSpan.FromSeconds(0.5), () => seen = run.Progress()));
        Assert.Equal((1, 1), (seen!.Items[ItemState.Done], seen.Items[ItemState.Failed]));
        Assert.Equal((2, 0), (seen.Stages[0].Done, seen.Stages[0].Halted));
        Assert.Equal((1, 1, 0), (seen.Stages[1].Done, seen.Stages[1].Halted, seen.Stages[1].Review));
        isDown = false;
        shop.Run(pipeline, Five, options => options with { Reopenings = [new(2, "b", ItemState.Failed, "speak")] },
            begun: (run, node) => Shop.After(node, TimeSpan.FromSeconds(0.5), () => seen = run.Progress()));
        Assert.Equal((5, 4), (seen.Stages[0].Done, seen.Stages[1].Done));
        Assert.Equal((0, 0), (seen.Stages[1].Halted, seen.Stages[1].Review));
    }

    private static Pipeline Pipeline() => Shop.Pipeline(new Stage("write", Deed.Asks("w")));

    private static Deed Index() => new("index", async context =>
    {
        var keys = new List<string>();
        await foreach (var (item, _) in context.BatchAsync("write"))
        {
            keys.Add(item.Key);
        }

        return string.Join(' ', keys);
    });
}
