using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

/// <summary>A part of the stages: the others are answered by the journal, or rest.</summary>
public sealed class StageSelectionTests
{
    private static readonly Item[] Two = Shop.Items("a", "b");

    [Fact]
    public void What_is_not_selected_rests_and_the_run_stays_open_for_it()
    {
        using var shop = new Shop();
        var some = shop.Run(Pipeline("w"), Two, Only("write"));
        Assert.Equal((RunEnding.Complete, 2), (some.Ending, some.Items[ItemState.Open]));
        Assert.Equal(["write", "write"], shop.Desk.Sent.Select(sent => sent.Stage));
        var all = shop.Run(Pipeline("w"), Two);
        Assert.Equal((some.RunId, 2), (all.RunId, all.Items[ItemState.Done]));
        Assert.Equal(["write", "write", "speak", "speak", "all"], shop.Desk.Sent.Select(sent => sent.Stage));
        Assert.Equal(RunEnding.Nothing, shop.Run(Pipeline("w"), Two).Ending);
    }

    [Fact]
    public void Whatever_needs_a_stage_that_rests_rests_too()
    {
        using var shop = new Shop();
        var some = shop.Run(Pipeline("w"), Two, Only("speak", "all"));
        Assert.Equal((RunEnding.Complete, 2), (some.Ending, some.Items[ItemState.Open]));
        Assert.Empty(shop.Desk.Sent);
    }

    [Fact]
    public void What_the_journal_can_answer_is_there_without_being_selected()
    {
        using var shop = new Shop();
        shop.Run(Pipeline("w"), Two);
        var louder = Shop.Pipeline(Pipeline("w").Stages[0], Pipeline("w").Stages[1] with
        {
            Verb = Deed.Asks("louder", needs: "write"),
        }, Pipeline("w").Stages[2]);
        var some = shop.Run(louder, Two, Only("speak"));
        Assert.Equal(2, some.Items[ItemState.Done]);
        Assert.Equal(7, shop.Desk.Sent.Count);
        Assert.Equal(RunEnding.Nothing, shop.Run(louder, Two).Ending);
        Assert.Equal(7, shop.Desk.Sent.Count);
    }

    [Fact]
    public void A_stage_over_the_batch_that_was_not_selected_keeps_the_run_open()
    {
        using var shop = new Shop();
        var some = shop.Run(Pipeline("w"), Two, Only("write", "speak"));
        Assert.Equal(2, some.Items[ItemState.Done]);
        Assert.Equal(4, shop.Desk.Sent.Count);
        Assert.Equal((RunEnding.Complete, some.RunId), Of(shop.Run(Pipeline("w"), Two)));
        Assert.Equal("all", shop.Desk.Sent[^1].Stage);
    }

    [Fact]
    public void A_stage_before_the_items_that_rests_holds_them_all()
    {
        using var shop = new Shop();
        var pipeline = Shop.Pipeline(
            new Stage("plan", Deed.Asks("p")) { IsOnce = true },
            new Stage("write", Deed.Asks("w", needs: "plan")) { Needs = ["plan"] });
        Assert.Equal(2, shop.Run(pipeline, Two, Only("write")).Items[ItemState.Open]);
        Assert.Empty(shop.Desk.Sent);
        Assert.Equal(2, shop.Run(pipeline, Two).Items[ItemState.Done]);
    }

    [Fact]
    public void Parts_rest_one_by_one()
    {
        using var shop = new Shop();
        var pipeline = Shop.Pipeline(
            new Stage("write", Deed.Asks("w")) { Each = new(null, (_, _) => Part.Range(1, 3), "x") },
            new Stage("voice", Deed.Asks("v")) { Needs = ["write"], Each = new("write", (_, _) => [], "y") });
        Assert.Equal(2, shop.Run(pipeline, Two, Only("write")).Items[ItemState.Open]);
        Assert.Equal(6, shop.Desk.Sent.Count);
        Assert.Equal(2, shop.Run(pipeline, Two).Items[ItemState.Done]);
        Assert.Equal(12, shop.Desk.Sent.Count);
    }

    [Fact]
    public void What_changed_is_told_of_selected_stages_only()
    {
        using var shop = new Shop();
        shop.Run(Pipeline("w"), Two);
        var options = new RunOptions(Pipeline("x"), ItemSource.Of(Two), shop.Providers, shop.Memory);
        Assert.True(Changes.Of(Only("speak")(options), new ShopSource(shop))!.IsNothing);
        Assert.Equal(["write"], Changes.Of(Only("write")(options), new ShopSource(shop))!.Stages
            .Select(stage => stage.Stage));
    }

    private static (RunEnding, string) Of(RunResult result) => (result.Ending, result.RunId);

    private static Func<RunOptions, RunOptions> Only(params string[] stages) => options => options with
    {
        SelectsStage = stage => stages.Contains(stage, StringComparer.Ordinal),
    };

    private static Pipeline Pipeline(string prompt) => Shop.Pipeline(
        new Stage("write", Deed.Asks(prompt)),
        new Stage("speak", Deed.Asks("s", needs: "write")) { Needs = ["write"] },
        new Stage("all", Deed.Asks("a")) { Needs = ["speak"], IsOnce = true });
}
