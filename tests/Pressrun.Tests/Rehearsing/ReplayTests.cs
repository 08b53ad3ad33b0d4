using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Rehearsing;

public sealed class ReplayTests
{
    private static readonly Item[] Two = Shop.Items("a", "b");

    [Fact]
    public void A_finished_run_is_executed_again_without_a_call_and_comes_out_the_same()
    {
        using var shop = new Shop();
        var pipeline = Pipeline("w");
        shop.Run(pipeline, Two);
        var sent = shop.Desk.Sent.Count;
        var records = shop.Journal.Count();
        var report = Again(shop, pipeline);
        Assert.True(report.IsSame);
        Assert.Equal((2, 5L), (report.Items, report.Calls));
        Assert.Equal((sent, records), (shop.Desk.Sent.Count, shop.Journal.Count()));
    }

    [Fact]
    public void A_changed_prompt_is_told_with_what_was_asked_before_and_its_price()
    {
        using var shop = new Shop();
        shop.Run(Pipeline("w"), Two);
        var report = Again(shop, Pipeline("x"));
        var drift = report.Drifts[0];
        Assert.Equal(["a", "b"], report.Drifts.Where(one => one.Stage == "write").Select(one => one.Item));
        Assert.Equal(("write", Desk.WorstCase), (drift.Stage, drift.WorstCase));
        Assert.StartsWith("x", drift.Request, StringComparison.Ordinal);
        Assert.StartsWith("w", drift.Was, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_that_is_no_pure_function_is_named()
    {
        using var shop = new Shop();
        var times = 0;
        var pipeline = Shop.Pipeline(new Stage("chance", Deed.Makes("c", _ => $"{times++}")));
        shop.Run(pipeline, Two);
        var report = Again(shop, pipeline);
        Assert.Empty(report.Drifts);
        Assert.Equal([("a", "chance"), ("b", "chance")],
            report.Differences.Select(difference => (difference.Item, difference.Stage)));
    }

    [Fact]
    public void What_is_not_finished_is_left_alone()
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) => call.ItemKey == "b"
            ? new(new Outcome.Failed(Failure.Permanent, "no"), Body.Empty) : Answers.Text("ok");
        var pipeline = Shop.Pipeline(new Stage("write", Deed.Asks("w")));
        shop.Run(pipeline, Two);
        var report = Again(shop, pipeline);
        Assert.True(report.IsSame);
        Assert.Equal(1, report.Items);
    }

    [Fact]
    public void Some_items_can_be_replayed_alone()
    {
        using var shop = new Shop();
        var pipeline = Pipeline("w");
        shop.Run(pipeline, Two);
        var report = Replay.Run(pipeline, shop.Providers, new ShopSource(shop), item => item.Key == "b");
        Assert.True(report.IsSame);
        Assert.Equal(1, report.Items);
    }

    [Fact]
    public void What_an_earlier_run_paid_for_is_known_too()
    {
        using var shop = new Shop();
        shop.Run(Pipeline("w"), Two);
        var longer = Shop.Pipeline([.. Pipeline("w").Stages, new("more", Deed.Asks("m", needs: "write"))
        {
            Needs = ["write"],
        }]);
        shop.Run(longer, Two);
        Assert.True(Again(shop, longer).IsSame);
    }

    private static Pipeline Pipeline(string prompt) => Shop.Pipeline(
        new Stage("write", Deed.Asks(prompt)),
        new Stage("speak", Deed.Asks("s", needs: "write")) { Needs = ["write"] },
        new Stage("all", Deed.Asks("a")) { Needs = ["speak"], IsOnce = true });

    private static ReplayReport Again(Shop shop, Pipeline pipeline) =>
        Replay.Run(pipeline, shop.Providers, new ShopSource(shop));
}
