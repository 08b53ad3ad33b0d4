using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Calling;

/// <summary>The same asked another way: in batches that go on when nobody waits for them.</summary>
public sealed class ViaTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Another_way_to_the_same_pays_for_nothing_anew()
    {
        using var shop = new Shop(new Desk("desk"), Batch());
        shop.Run(Shop.Pipeline(Ask(via: null)), Shop.Items("a", "b"));
        shop.Run(Shop.Pipeline(Ask("desk batch"), new Stage("more", Deed.Makes("m", _ => "m"))), Shop.Items("a", "b"));
        Assert.Equal((2, 0), (shop.Desk.Sent.Count, shop.DeskOf("desk batch").Sent.Count));
    }

    [Fact]
    public void Whoever_carries_it_out_has_the_lane_and_the_price()
    {
        using var shop = new Shop(new Desk("desk"), Batch());
        shop.DeskOf("desk batch").Asks = _ => new(10, 10, 0, new(5_000));
        shop.Run(Shop.Pipeline(Ask("desk batch")), Shop.Items("a"));
        var intent = shop.Journal.OfType<Record.Intent>().Single();
        Assert.Equal(("desk batch", new Money(5_000)), (intent.Lane, intent.Demand.WorstCase));
        Assert.Empty(shop.Desk.Sent);
    }

    [Fact]
    public void A_run_that_stops_does_not_wait_for_what_goes_on_alone_and_finds_it_later()
    {
        using var shop = new Shop(new Desk("desk"), Batch());
        var batch = shop.DeskOf("desk batch");
        var stopped = shop.Run(Shop.Pipeline(Ask("desk batch")), Shop.Items("a", "b", "c"), begun: (run, node) =>
            Shop.After(node, TimeSpan.FromMinutes(5), run.Stop));
        Assert.Equal((RunEnding.Stopped, 3), (stopped.Ending, stopped.UnknownCalls));
        Assert.True(shop.Now < Hour);
        batch.Finds = (call, _) => Answers.Text($"found {call.ItemKey}");
        var result = shop.Run(Shop.Pipeline(Ask("desk batch")), Shop.Items("a", "b", "c"));
        Assert.Equal((RunEnding.Complete, 3, 0), (result.Ending, result.Items[ItemState.Done], result.UnknownCalls));
        Assert.Equal((3, new(3 * Desk.Cost.Micros)), (batch.Sent.Count, result.Spent));
        Assert.Null(result.Bound);
    }

    [Fact]
    public void Other_calls_are_awaited_as_before()
    {
        using var shop = new Shop(new Desk("desk"), Batch());
        shop.Desk.Took = _ => TimeSpan.FromMinutes(10);
        var pipeline = Shop.Pipeline(Ask("desk batch", "slow"), Ask(via: null) with { Needs = [] });
        var stopped = shop.Run(pipeline, Shop.Items("a"), begun: (run, node) =>
            Shop.After(node, TimeSpan.FromMinutes(5), run.Stop));
        Assert.Equal(1, stopped.UnknownCalls);
        Assert.Single(shop.Journal.OfType<Record.Reply>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_fallback_was_sent_is_looked_for_there_and_nowhere_else(bool deniesIt)
    {
        using var shop = new Shop(Batch(), new Desk("other batch")
        {
            Profile = Batch().Profile with { Provider = "other batch", Lanes = new Desk("other batch").Profile.Lanes },
            Took = _ => Hour,
        });
        var (first, other) = (shop.DeskOf("desk batch"), shop.DeskOf("other batch"));
        first.Says = (_, _) => Answers.Refused(Refusal.NoMoney);
        first.Took = _ => TimeSpan.FromSeconds(1);
        var pipeline = Shop.Pipeline(new Stage("write", new Deed("w", async context => (await context.CallAsync(
            new("desk batch", "m", "w") { Fallbacks = [new("other batch", "n")] })).Text)));
        shop.Run(pipeline, Shop.Items("a"), begun: (run, node) => Shop.After(node, TimeSpan.FromMinutes(5), run.Stop));
        first.Finds = (_, _) => deniesIt ? Answers.Refused(Refusal.NotSent) : null;
        other.Finds = (call, attempt) => call.Request.Model == "n" && attempt == 2
            ? Answers.Text("found there")
            : null;
        var result = shop.Run(pipeline, Shop.Items("a"));
        Assert.Equal((1, 0), (result.Items[ItemState.Done], result.UnknownCalls));
        Assert.Equal((1, 0), (other.Sent.Count, first.Lookups));
        Assert.Equal("other batch", shop.Journal.OfType<Record.Reply>().Last().Content.Provider);
    }

    [Fact]
    public void That_somebody_never_had_a_call_says_nothing_of_another() =>
        What_a_fallback_was_sent_is_looked_for_there_and_nowhere_else(true);

    [Fact]
    public void What_went_in_a_batch_is_looked_for_there_although_calls_go_live_now()
    {
        using var shop = new Shop(new Desk("desk"), Batch());
        shop.Run(Shop.Pipeline(Ask("desk batch")), Shop.Items("a"), begun: (run, node) =>
            Shop.After(node, TimeSpan.FromMinutes(5), run.Stop));
        shop.DeskOf("desk batch").Finds = (_, _) => Answers.Text("found");
        var result = shop.Run(Shop.Pipeline(Ask(via: null)), Shop.Items("a"));
        Assert.Equal((1, 0, 0), (result.Items[ItemState.Done], result.UnknownCalls, shop.Desk.Sent.Count));
    }

    [Fact]
    public void What_went_live_is_not_looked_for_among_batches_and_stays_unknown()
    {
        using var shop = new Shop(new Desk("desk"), Batch());
        shop.Crash(Shop.Pipeline(Ask(via: null)), Shop.Items("a"), () => shop.Desk.Sent.Count == 1);
        shop.DeskOf("desk batch").Finds = (_, _) => Answers.Refused(Refusal.NotSent);
        shop.DeskOf("desk batch").Took = _ => TimeSpan.FromSeconds(1);
        var result = shop.Run(Shop.Pipeline(Ask("desk batch")), Shop.Items("a"));
        Assert.Equal((1, 1), (result.Items[ItemState.Done], result.UnknownCalls));
        Assert.Equal((1, 0), (shop.DeskOf("desk batch").Sent.Count, shop.DeskOf("desk batch").Lookups));
    }

    private static Desk Batch() => new("desk batch")
    {
        Profile = new Desk("desk batch").Profile with { Recovery = RecoveryWay.Check, GoesOnAlone = true },
        Took = _ => Hour,
    };

    private static Stage Ask(string? via, string name = "write") => new(name, new Deed(
        name, async context => (await context.CallAsync(new("desk", "m", name)
        {
            Via = via,
            Timeout = TimeSpan.FromHours(26),
        })).Text));
}
