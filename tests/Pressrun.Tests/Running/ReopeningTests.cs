using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

/// <summary>Items that failed and are tried again because a person says so.</summary>
public sealed class ReopeningTests
{
    private static readonly Item[] Two = Shop.Items("a", "b");

    [Fact]
    public void A_failed_item_is_left_alone_until_it_is_reopened_and_then_tried_again()
    {
        using var shop = new Shop();
        var isDown = true;
        shop.Desk.Says = (call, _) => isDown && call.ItemKey == "a"
            ? new(new Outcome.Failed(Failure.Permanent, "no such page"), Body.Empty)
            : Answers.Text("ok");
        var first = shop.Run(Pipeline(), Two);
        isDown = false;
        Assert.Equal(RunEnding.Nothing, shop.Run(Pipeline(), Two).Ending);
        var again = shop.Run(Pipeline(), Two, Reopen(1));
        Assert.Equal(first.RunId, again.RunId);
        Assert.Equal(2, again.Items[ItemState.Done]);
        Assert.DoesNotContain(ItemState.Failed, again.Items.Keys);
        Assert.Equal(RunEnding.Nothing, shop.Run(Pipeline(), Two).Ending);
    }

    [Fact]
    public void Used_up_tries_count_no_more()
    {
        using var shop = new Shop();
        var isDown = true;
        shop.Desk.Says = (_, _) => isDown
            ? new(new Outcome.Failed(Failure.Transient, "busy"), Body.Empty)
            : Answers.Text("ok");
        shop.Run(Pipeline(), [Two[0]]);
        Assert.Equal(3, shop.Desk.Sent.Count);
        isDown = false;
        Assert.Equal(1, shop.Run(Pipeline(), [Two[0]], Reopen(1)).Items[ItemState.Done]);
        Assert.Equal([1, 2, 3, 4], shop.Desk.Sent.Select(sent => sent.Attempt));
    }

    [Fact]
    public void What_was_paid_for_is_not_asked_again_and_what_was_free_is()
    {
        using var shop = new Shop(new Desk("desk"), new Desk("free") { Asks = _ => default });
        shop.DeskOf("free").Says = (_, attempt) => new(Outcome.Answered.Instance, Body.FromText(
            attempt == 1 ? "draft" : "final"));
        var pipeline = Shop.Pipeline(
            new("write", Deed.Asks("w")),
            new("look", Deed.Asks("l", "free", "write"))
            {
                Needs = ["write"],
                Gates = [new Check("final", output => new(output.Text == "final", "not final"))],
            });
        Assert.Equal(1, shop.Run(pipeline, [Two[0]]).Items[ItemState.Failed]);
        Assert.Equal(1, shop.Run(pipeline, [Two[0]], Reopen(1)).Items[ItemState.Done]);
        Assert.Single(shop.Desk.Sent);
        Assert.Equal(2, shop.DeskOf("free").Sent.Count);
    }

    [Fact]
    public void A_crash_after_the_reopening_loses_nothing_of_it()
    {
        using var shop = new Shop();
        var isDown = true;
        shop.Desk.Says = (_, _) => isDown
            ? new(new Outcome.Failed(Failure.Permanent, "no such page"), Body.Empty)
            : Answers.Text("ok");
        shop.Run(Pipeline(), Two);
        isDown = false;
        shop.Crash(Pipeline(), Two, () => shop.Desk.Sent.Count == 3, Reopen(1, 2));
        var last = shop.Run(Pipeline(), Two);
        Assert.Equal(RunEnding.Complete, last.Ending);
        Assert.Equal(2, last.Items[ItemState.Done]);
    }

    [Fact]
    public void Nothing_is_reopened_where_a_new_run_is_wanted()
    {
        using var shop = new Shop();
        shop.Desk.Says = (_, _) => new(new Outcome.Failed(Failure.Permanent, "no"), Body.Empty);
        shop.Run(Pipeline(), Two);
        var other = Shop.Pipeline(new Stage("write", Deed.Asks("another prompt")));
        var result = shop.Run(other, Two, Reopen(1));
        Assert.Equal(2, result.Items[ItemState.Failed]);
        Assert.Equal(4, shop.Desk.Sent.Count);
    }

    private static Func<RunOptions, RunOptions> Reopen(params long[] ordinals) => options => options with
    {
        Reopenings = [.. ordinals.Select(ordinal =>
            new Reopening(ordinal, Two[(int)ordinal - 1].Key, ItemState.Failed, "write"))],
    };

    private static Pipeline Pipeline() => Shop.Pipeline(new Stage("write", Deed.Asks("w")));
}
