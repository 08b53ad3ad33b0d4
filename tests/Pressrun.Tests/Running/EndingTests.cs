using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

public sealed class EndingTests
{
    [Fact]
    public void A_budget_that_is_used_up_pauses_the_run_and_fails_no_item()
    {
        using var shop = new Shop();
        // Two cost 8,000; the third could cost 10,000 more.
        var result = shop.Run(Write(), Shop.Items("a", "b", "c", "d"), Budgeted(15_000));
        Assert.Equal(RunEnding.Budget, result.Ending);
        Assert.Equal((2, 2), (result.Items[ItemState.Done], result.Items[ItemState.Open]));
        Assert.False(result.Items.ContainsKey(ItemState.Failed));
    }

    [Fact]
    public void What_may_be_spent_is_never_more_than_the_budget()
    {
        using var shop = new Shop();
        var most = Money.Zero;
        shop.Desk.Says = (_, _) =>
        {
            var unsettled = shop.Desk.Sent.Count - shop.Journal.OfType<Record.Reply>().Count();
            var committed = new Money((shop.Journal.OfType<Record.Reply>().Count() * Desk.Cost.Micros)
                + (unsettled * Desk.WorstCase.Micros));
            most = committed > most ? committed : most;
            return Answers.Text("ok");
        };
        shop.Run(Write(), Shop.Items("a", "b", "c", "d", "e", "f"), Budgeted(25_000));
        Assert.Equal(new(22_000), most);
    }

    [Fact]
    public void Raising_the_budget_completes_the_run_and_pays_nothing_twice()
    {
        using var shop = new Shop();
        var first = shop.Run(Write(), Shop.Items("a", "b", "c", "d"), Budgeted(15_000));
        var then = shop.Run(Write(), Shop.Items("a", "b", "c", "d"), Budgeted(100_000));
        Assert.Equal((RunEnding.Budget, RunEnding.Complete), (first.Ending, then.Ending));
        Assert.Equal(first.RunId, then.RunId);
        Assert.Equal(4, shop.Desk.Sent.Count);
        Assert.Equal(new(4 * Desk.Cost.Micros), then.Spent);
    }

    [Fact]
    public void A_budget_for_each_item_holds_up_that_item_alone()
    {
        using var shop = new Shop();
        var pipeline = Shop.Pipeline(new Stage("write", Deed.Asks("w"))
        {
            Each = new(null, (item, _) => Part.Range(1, item.Key == "long" ? 5 : 1), "x"),
        });
        var result = shop.Run(pipeline, Shop.Items("long", "b", "c"),
            options => options with { Budget = new(Item: new(22_000)) });
        Assert.Equal(RunEnding.Budget, result.Ending);
        Assert.Equal((2, 1), (result.Items[ItemState.Done], result.Items[ItemState.Open]));
        Assert.InRange(shop.Desk.CallsOf("long"), 2, 4);
    }

    [Fact]
    public void A_stop_sends_nothing_more_and_keeps_what_is_in_flight()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(2)));
        var result = shop.Run(Write(), Shop.Items("a", "b", "c", "d"),
            begun: (run, node) => Shop.After(node, TimeSpan.FromSeconds(0.5), run.Stop));
        Assert.Equal(RunEnding.Stopped, result.Ending);
        Assert.Equal(2, shop.Desk.Sent.Count);
        Assert.Equal((0, new(2 * Desk.Cost.Micros)), (result.UnknownCalls, result.Spent));
        Assert.Equal(RunEnding.Complete, shop.Run(Write(), Shop.Items("a", "b", "c", "d")).Ending);
        Assert.Equal(4, shop.Desk.Sent.Count);
    }

    [Fact]
    public void A_stop_before_the_run_has_begun_sends_nothing()
    {
        using var shop = new Shop();
        var result = shop.Run(Write(), Shop.Items("a"), begun: (run, _) => run.Stop());
        Assert.Equal(RunEnding.Stopped, result.Ending);
        Assert.Empty(shop.Desk.Sent);
    }

    [Fact]
    public void A_stop_at_once_books_what_is_in_flight_at_its_worst_case()
    {
        using var shop = new Shop();
        shop.Desk.Does = (_, _, _) => new TaskCompletionSource<Reply>().Task;
        var result = shop.Run(Write(), Shop.Items("a", "b"),
            begun: (run, node) => Shop.After(node, TimeSpan.FromSeconds(5), run.StopNow));
        Assert.Equal(RunEnding.Stopped, result.Ending);
        Assert.Equal((2, Desk.WorstCase + Desk.WorstCase), (result.UnknownCalls, result.Unknown));
        Assert.Equal(5, (int)shop.Now.TotalSeconds);
    }

    [Fact]
    public void Nothing_is_sent_while_the_run_is_paused()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(1)));
        var result = shop.Run(Write(), Shop.Items("a", "b", "c"), begun: (run, node) =>
        {
            Shop.After(node, TimeSpan.FromSeconds(0.5), run.Pause);
            Shop.After(node, TimeSpan.FromSeconds(100), run.Go);
        });
        Assert.Equal(RunEnding.Complete, result.Ending);
        Assert.Equal([0, 100, 101], shop.Desk.Sent.Select(sent => (int)sent.At.TotalSeconds));
    }

    [Fact]
    public void A_run_paused_before_it_begins_sends_nothing_until_it_is_let_go()
    {
        using var shop = new Shop();
        shop.Run(Write(), Shop.Items("a"), begun: (run, node) =>
        {
            run.Pause();
            Shop.After(node, TimeSpan.FromSeconds(7), run.Go);
        });
        Assert.Equal([7], shop.Desk.Sent.Select(sent => (int)sent.At.TotalSeconds));
    }

    [Fact]
    public void A_refused_key_stops_its_lane_while_items_on_other_lanes_finish()
    {
        var (bad, good) = (new Desk("bad", Limit.AtOnce(1)), new Desk("good"));
        bad.Says = (_, _) => Answers.NoKey();
        using var shop = new Shop(bad, good);
        var result = shop.Run(ByDesk(), Shop.Items("bad", "good", "bad 2", "good 2"));
        Assert.Equal(RunEnding.Credentials, result.Ending);
        Assert.Contains("no such key", result.Cause, StringComparison.Ordinal);
        Assert.Equal((2, 2), (result.Items[ItemState.Done], result.Items[ItemState.Open]));
        Assert.Single(bad.Sent);
    }

    [Fact]
    public void With_a_new_key_the_run_goes_on()
    {
        using var shop = new Shop();
        var echo = shop.Desk.Says;
        shop.Desk.Says = (_, _) => Answers.NoKey();
        shop.Run(Write(), Shop.Items("a", "b"));
        shop.Desk.Says = echo;
        Assert.Equal(2, shop.Run(Write(), Shop.Items("a", "b")).Items[ItemState.Done]);
    }

    [Fact]
    public void No_credit_ends_the_run_like_a_refused_key()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(1)));
        shop.Desk.Says = (_, _) => Answers.Refused(Refusal.NoMoney);
        var result = shop.Run(Write(), Shop.Items("a", "b"));
        Assert.Equal(RunEnding.Credentials, result.Ending);
        Assert.Contains("credit", result.Cause, StringComparison.Ordinal);
        Assert.Single(shop.Desk.Sent);
    }

    [Fact]
    public void A_poison_item_fails_alone_with_its_message()
    {
        using var shop = new Shop();
        var pipeline = Shop.Pipeline(new Stage("write", Deed.Makes("w", context => context.Item.Key == "poison"
            ? throw new InvalidOperationException("cannot be digested")
            : "ok")));
        var result = shop.Run(pipeline, Shop.Items("a", "poison", "c"));
        Assert.Equal(RunEnding.Complete, result.Ending);
        Assert.Equal((2, 1), (result.Items[ItemState.Done], result.Items[ItemState.Failed]));
        var failed = shop.Journal.OfType<Record.Item>().Single(item => item.State == ItemState.Failed);
        Assert.Equal((2, "write", "cannot be digested"), (failed.Number, failed.Stage, failed.Cause));
    }

    [Fact]
    public void A_verb_that_asks_an_unknown_provider_fails_its_item_with_the_names_of_those_known()
    {
        using var shop = new Shop();
        shop.Run(Shop.Pipeline(new Stage("write", Deed.Asks("w", "nobody"))), Shop.Items("a"));
        var failed = shop.Journal.OfType<Record.Item>().Single(item => item.State == ItemState.Failed);
        Assert.Contains("`nobody`; known: desk", failed.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_of_no_items_is_complete()
    {
        using var shop = new Shop();
        var result = shop.Run(Write(), []);
        Assert.Equal(RunEnding.Complete, result.Ending);
        Assert.Empty(result.Items);
        Assert.Equal(RunEnding.Nothing, shop.Run(Write(), []).Ending);
    }

    [Fact]
    public void A_window_of_one_works_through_the_batch_item_by_item()
    {
        using var shop = new Shop();
        var result = shop.Run(Write(), Shop.Items("a", "b", "c"), options => options with { Window = 1 });
        Assert.Equal(3, result.Items[ItemState.Done]);
        Assert.Equal([0, 1, 2], shop.Desk.Sent.Select(sent => (int)sent.At.TotalSeconds));
    }

    [Fact]
    public void Items_are_taken_up_in_order_of_their_priority()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(1)));
        shop.Run(Write(),
            [new("a", "") { Priority = 3 }, new("b", "") { Priority = 1 }, new("c", "") { Priority = 2 }]);
        Assert.Equal(["b", "c", "a"], shop.Desk.Sent.Select(sent => sent.ItemKey));
    }

    [Fact]
    public void Priority_holds_beyond_the_window()
    {
        using var shop = new Shop();
        shop.Run(Write(),
            [new("a", "") { Priority = 3 }, new("b", "") { Priority = 1 }, new("c", "") { Priority = 2 }],
            options => options with { Window = 1 });
        Assert.Equal(["b", "c", "a"], shop.Desk.Sent.Select(sent => sent.ItemKey));
    }

    private static Func<RunOptions, RunOptions> Budgeted(long micros) =>
        options => options with { Budget = new(new Money(micros)) };

    private static Pipeline Write() => Shop.Pipeline(new Stage("write", Deed.Asks("w")));

    private static Pipeline ByDesk() => Shop.Pipeline(new Stage("write", new Deed("w", async context =>
    {
        var desk = context.Item.Key.Split(' ')[0];
        return (await context.CallAsync(new(desk, "m", context.Item.Key))).Text;
    })));
}
