using Pressrun.Model;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

/// <summary>An item that came to its end short of done is left alone while nothing it depends on has changed.</summary>
public sealed class CarryingTests
{
    private static readonly Item[] One = Shop.Items("a");
    private static readonly Item[] Two = Shop.Items("a", "b");

    [Fact]
    public void A_failed_item_is_left_alone_when_only_other_items_were_added()
    {
        using var shop = Down();
        shop.Run(Pipeline("w"), One);
        var result = shop.Run(Pipeline("w"), Two);
        Assert.Equal(2, result.Items[ItemState.Failed]);
        Assert.Equal(["a", "b"], shop.Desk.Sent.Select(sent => sent.ItemKey));
    }

    [Fact]
    public void What_an_older_definition_came_to_says_nothing_although_the_run_between_did_not_know_the_item()
    {
        using var shop = Down();
        shop.Run(Pipeline("w"), One);
        shop.Desk.Says = (_, _) => Answers.Text("ok");
        shop.Run(Pipeline("x"), Shop.Items("b"));
        var result = shop.Run(Pipeline("x"), Two);
        Assert.Equal(2, result.Items[ItemState.Done]);
    }

    [Fact]
    public void What_an_older_definition_came_to_says_nothing_although_the_run_between_was_never_filled()
    {
        using var shop = Down();
        shop.Run(Pipeline("w"), One);
        shop.Desk.Says = (_, _) => Answers.Text("ok");
        shop.Crash(Pipeline("x"), One, () => shop.Journal.OfType<Record.Run>().Count(run =>
            run.Phase == RunPhase.Filling) == 2);
        var result = shop.Run(Pipeline("x"), Two);
        Assert.Equal(2, result.Items[ItemState.Done]);
    }

    [Fact]
    public void A_lost_call_is_looked_up_only_when_it_can_have_arrived()
    {
        using var shop = new Shop(new Desk("desk")
        {
            Profile = new("desk", new Dictionary<string, Lane>(StringComparer.Ordinal) { ["*"] = new("desk", []) },
                RecoveryWay.Check),
        });
        var (sentAt, lookedUpAt) = (TimeSpan.Zero, TimeSpan.Zero);
        shop.Crash(Pipeline("w"), One, () => shop.Desk.Sent.Count == 1);
        sentAt = shop.Now;
        shop.Desk.Finds = (_, _) =>
        {
            lookedUpAt = shop.Now;
            return null;
        };
        shop.Run(Pipeline("w"), One);
        Assert.InRange(lookedUpAt - sentAt, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
    }

    private static Shop Down()
    {
        var shop = new Shop();
        shop.Desk.Says = (_, _) => new(new Outcome.Failed(Failure.Permanent, "no"), Body.Empty);
        return shop;
    }

    private static Pipeline Pipeline(string prompt) => Shop.Pipeline(new Stage("write", Deed.Asks(prompt)));
}
