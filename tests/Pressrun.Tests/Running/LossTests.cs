using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

public sealed class LossTests
{
    [Fact]
    public void A_verb_that_throws_a_cancellation_of_its_own_fails_its_item()
    {
        using var shop = new Shop();
        var result = shop.Run(Shop.Pipeline(new Stage("w", Deed.Makes("w",
            _ => throw new TaskCanceledException("the page took too long")))), Shop.Items("a"));
        Assert.Equal(1, result.Items.GetValueOrDefault(ItemState.Failed));
    }

    [Fact]
    public void A_once_verb_that_throws_a_cancellation_of_its_own_does_not_end_the_run_with_it()
    {
        using var shop = new Shop();
        var verb = Deed.Makes("w", _ => throw new TaskCanceledException("the page took too long"));
        var result = shop.Run(Shop.Pipeline(new Stage("w", verb) with { IsOnce = true }), Shop.Items("a"));
        Assert.Equal(RunEnding.BatchFailed, result.Ending);
    }

    [Fact]
    public void A_damaged_blob_does_not_let_a_run_end_with_an_open_item()
    {
        using var shop = new Shop();
        var result = shop.Run(Shop.Pipeline(new Stage("w", new Deed("w", async context =>
            await context.ReadTextAsync(Output.Of(new Blob(new string('a', 64), 5)))))), Shop.Items("a"));
        Assert.Equal(1, result.Items.GetValueOrDefault(ItemState.Review));
    }

    [Fact]
    public void A_split_that_throws_fails_its_item_alone()
    {
        using var shop = new Shop();
        var result = shop.Run(Shop.Pipeline(new Stage("w", Deed.Asks("w"))
        {
            Each = new(null, (item, _) =>
                item.Key == "b" ? throw new FormatException("no list") : Part.Range(1, 2), "x"),
        }), Shop.Items("a", "b", "c"));
        Assert.Equal(1, result.Items[ItemState.Failed]);
    }

    [Fact]
    public void A_stage_after_the_items_that_fails_is_not_called_complete()
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) => call.Stage == "join" ? Answers.Permanent() : Answers.Text("ok");
        var pipeline = Shop.Pipeline(new Stage("w", Deed.Asks("w")),
            new Stage("join", Deed.Asks("join")) { IsOnce = true, Needs = ["w"] });
        var result = shop.Run(pipeline, Shop.Items("a"));
        Assert.False(result is { Ending: RunEnding.Complete, Cause: "" });
    }

    [Fact]
    public void A_stage_after_the_items_that_failed_for_a_passing_reason_is_tried_again()
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) => call.Stage == "join" ? Answers.Transient() : Answers.Text("ok");
        var pipeline = Shop.Pipeline(new Stage("w", Deed.Asks("w")),
            new Stage("join", Deed.Asks("join")) { IsOnce = true, Needs = ["w"] });
        shop.Run(pipeline, Shop.Items("a"));
        shop.Desk.Says = (_, _) => Answers.Text("ok");
        Assert.NotEqual(RunEnding.Nothing, shop.Run(pipeline, Shop.Items("a")).Ending);
    }

    [Fact]
    public void A_failed_item_is_left_alone_also_when_the_next_run_was_interrupted()
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) => call.ItemKey == "bad" ? Answers.Permanent() : Answers.Text("ok");
        var pipeline = Shop.Pipeline(new Stage("w", Deed.Asks("w")));
        shop.Run(pipeline, Shop.Items("bad"));
        shop.Crash(pipeline, Shop.Items("new", "bad"), () => shop.Desk.Sent.Count == 2, o => o with { Window = 1 });
        shop.Run(pipeline, Shop.Items("new", "bad"), o => o with { Window = 1 });
        Assert.Equal(1, shop.Desk.CallsOf("bad"));
    }

    [Fact]
    public void A_large_batch_stage_does_not_keep_items_from_being_taken_up()
    {
        using var shop = new Shop();
        var text = new string('x', 60_000);
        shop.Desk.Took = _ => TimeSpan.Zero;
        shop.Desk.Says = (_, _) => Answers.Text(text);
        var plan = new Deed("plan", async context =>
        {
            for (var i = 0; i < 1_200; i++)
            {
                await context.CallAsync(new("desk", "m", $"{i}"));
            }

            return "ok";
        });
        var pipeline = Shop.Pipeline(new Stage("plan", plan) with { IsOnce = true },
            new Stage("w", Deed.Makes("w", _ => "x")) with { Needs = ["plan"] });
        Assert.Equal(RunEnding.Complete, shop.Run(pipeline, Shop.Items("a")).Ending);
    }

    [Fact]
    public void A_stop_at_once_sends_nothing_whose_intent_was_still_under_way()
    {
        using var shop = new Shop();
        Run? current = null;
        shop.Store = new SlowStore(shop.Memory, () => shop.Desk.Time, TimeSpan.FromSeconds(0.05),
            batch => { if (batch.Records.Any(r => r is Record.Intent)) { current!.StopNow(); } });
        shop.Desk.Does = (_, _, _) => new TaskCompletionSource<Reply>().Task;
        var result = shop.Run(Shop.Pipeline(new Stage("w", Deed.Asks("w"))), Shop.Items("a"),
            begun: (run, _) => current = run);
        Assert.Empty(shop.Desk.Sent);
        Assert.Equal(RunEnding.Stopped, result.Ending);
    }

    [Fact]
    public void A_stop_at_once_does_not_wait_for_a_call_whose_intent_was_still_under_way()
    {
        using var shop = new Shop();
        Run? current = null;
        shop.Store = new SlowStore(shop.Memory, () => shop.Desk.Time, TimeSpan.FromSeconds(0.05),
            batch => { if (batch.Records.Any(r => r is Record.Intent)) { current!.StopNow(); } });
        shop.Desk.Does = (_, _, _) => new TaskCompletionSource<Reply>().Task;
        shop.Run(Shop.Pipeline(new Stage("w", Deed.Asks("w"))), Shop.Items("a"), begun: (run, _) => current = run);
        Assert.InRange(shop.Now.TotalSeconds, 0, 10);
    }

    [Fact]
    public void A_found_call_gives_back_the_money_it_held()
    {
        using var shop = new Shop(new Desk("desk")
        {
            Profile = new Profile("desk") with { Recovery = RecoveryWay.Check },
        });
        shop.Desk.Finds = (_, _) => Answers.Text("found");
        var pipeline = Shop.Pipeline(new Stage("w", Deed.Asks("w")));
        shop.Crash(pipeline, Shop.Items("a", "b"), () => shop.Desk.Sent.Count == 1, o => o with { Window = 1 });
        var result = shop.Run(pipeline, Shop.Items("a", "b"),
            o => o with { Window = 1, Budget = new(new Money(15_000)) });
        Assert.Equal(RunEnding.Complete, result.Ending);
    }

    [Fact]
    public void A_lookup_that_throws_does_not_fail_the_item()
    {
        using var shop = new Shop(new Desk("desk")
        {
            Profile = new Profile("desk") with { Recovery = RecoveryWay.Check },
        });
        shop.Desk.Finds = (_, _) => throw new InvalidOperationException("offline");
        var pipeline = Shop.Pipeline(new Stage("w", Deed.Asks("w")));
        shop.Crash(pipeline, Shop.Items("a"), () => shop.Desk.Sent.Count == 1);
        var result = shop.Run(pipeline, Shop.Items("a"));
        Assert.False(result.Items.ContainsKey(ItemState.Failed));
    }

    [Fact]
    public void A_window_of_one_call_admits_one_call_a_window()
    {
        var one = new Limit(Unit.Requests, 1, TimeSpan.FromMinutes(1)) { IsWindow = true };
        using var shop = new Shop(new Desk("desk", one));
        var result = shop.Run(Shop.Pipeline(new Stage("w", Deed.Asks("w"))), Shop.Items("a", "b"));
        Assert.Equal(RunEnding.Complete, result.Ending);
    }

    [Fact]
    public void A_call_that_fits_the_budget_is_made_before_the_run_ends_for_it()
    {
        using var shop = new Shop();
        shop.Desk.Asks = call => new(1, 1, 0, call.Stage == "dear" ? new(100_000) : new(5_000));
        var pipeline = Shop.Pipeline(new Stage("dear", Deed.Asks("dear")),
            new Stage("cheap", Deed.Asks("cheap")) with { Limits = [new(Unit.Requests, 1, TimeSpan.FromMinutes(1))] });
        shop.Run(pipeline, Shop.Items("a", "b"), o => o with { Budget = new(new Money(30_000)) });
        Assert.Equal(2, shop.Desk.Sent.Count(sent => sent.Call.Stage == "cheap"));
    }

    [Fact]
    public void A_pipeline_without_stages_is_refused() =>
        Assert.Throws<PressrunException>(() => new Pipeline("p", []));
}
