using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Rehearsing;

/// <summary>What a changed definition would pay again is told before anything is sent.</summary>
public sealed class ChangesTests
{
    private static readonly Item[] Two = Shop.Items("a", "b");

    [Fact]
    public void Where_nothing_changed_there_is_nothing_to_tell()
    {
        using var shop = new Shop();
        shop.Run(Pipeline("w"), Two);
        Assert.Null(Of(shop, Pipeline("w"), Two));
    }

    [Fact]
    public void A_changed_prompt_is_certain_and_what_follows_may_come()
    {
        using var shop = new Shop();
        shop.Run(Pipeline("w"), Two);
        var (sent, records) = (shop.Desk.Sent.Count, shop.Journal.Count());
        var report = Of(shop, Pipeline("x"), Two)!;
        Assert.Equal([("write", 2L, 0L), ("speak", 0L, 2L), ("all", 0L, 1L)],
            report.Stages.Select(stage => (stage.Stage, stage.Calls, stage.CallsMore)));
        Assert.Equal(["what it asks or how"], report.Causes["write"]);
        Assert.Equal(["write"], report.Stages[1].Follows);
        Assert.Equal(["write"], report.Stages[2].Follows);
        Assert.Equal([2 * Desk.Cost.Micros, 2 * Desk.Cost.Micros, Desk.Cost.Micros],
            report.Stages.Select(stage => stage.Likely!.Value.Micros));
        Assert.Equal(2 * Desk.WorstCase.Micros, report.Stages[0].WorstCase.Micros);
        Assert.Equal(5 * Desk.Cost.Micros, report.Likely.Micros);
        Assert.Equal((sent, records), (shop.Desk.Sent.Count, shop.Journal.Count()));
    }

    [Fact]
    public void What_was_told_is_what_is_paid()
    {
        using var shop = new Shop();
        shop.Run(Pipeline("w"), Two);
        var (before, report) = (shop.Desk.Sent.Count, Of(shop, Pipeline("x"), Two)!);
        shop.Run(Pipeline("x"), Two);
        // The stage over the batch asks the same whatever the items come to.
        Assert.Equal(report.Stages.Sum(stage => stage.Calls + stage.CallsMore) - 1, shop.Desk.Sent.Count - before);
        Assert.Null(Of(shop, Pipeline("x"), Two));
    }

    [Fact]
    public void A_changed_gate_pays_for_no_generation()
    {
        using var shop = new Shop();
        shop.Run(Pipeline("w"), Two);
        var gated = Shop.Pipeline([Pipeline("w").Stages[0] with
        {
            Gates = [new Check("short", _ => new(IsPassed: true))],
        }, .. Pipeline("w").Stages.Skip(1)]);
        Assert.True(Of(shop, gated, Two)!.IsNothing);
    }

    [Fact]
    public void An_edited_item_is_asked_again_alone_and_a_new_one_is_no_change()
    {
        using var shop = new Shop();
        shop.Run(Pipeline("w"), Two);
        Item[] now = [Two[0] with { Input = "edited" }, Two[1], new("c", "c")];
        var report = Of(shop, Pipeline("w"), now)!;
        Assert.Equal((1, 1, 0), (report.Edited, report.Added, report.LeftOut));
        Assert.Equal([("write", 1L, 0L), ("speak", 0L, 1L), ("all", 0L, 1L)],
            report.Stages.Select(stage => (stage.Stage, stage.Calls, stage.CallsMore)));
        Assert.Empty(report.Causes);
        var fewer = Of(shop, Pipeline("w"), [Two[0]])!;
        Assert.Equal(1, fewer.LeftOut);
        Assert.True(fewer.IsNothing);
    }

    [Fact]
    public void What_was_never_answered_is_new_and_no_change()
    {
        using var shop = new Shop();
        shop.Crash(Pipeline("w"), Two, () => shop.Desk.Sent.Count == 3);
        var report = Of(shop, Pipeline("x"), Two)!;
        Assert.Equal([("write", 2L)], report.Stages.Select(stage => (stage.Stage, stage.Calls + stage.CallsMore)));
        Assert.True(Of(shop, Shop.Pipeline([.. Pipeline("w").Stages.Take(2)]), Two)!.IsNothing);
    }

    [Fact]
    public void A_renamed_stage_is_told_as_removed_and_new_with_the_price_it_had_nowhere()
    {
        using var shop = new Shop();
        var short2 = Shop.Pipeline(new Stage("write", Deed.Asks("w")));
        shop.Run(short2, Two);
        var report = Of(shop, Shop.Pipeline(new Stage("draft", Deed.Asks("w"))), Two)!;
        Assert.Equal(["write"], report.Removed);
        var stage = Assert.Single(report.Stages);
        Assert.Equal(("draft", 2L, null), (stage.Stage, stage.Calls, stage.Likely));
        Assert.Equal(["it is new"], report.Causes["draft"]);
        Assert.Equal(stage.WorstCase, report.Likely);
    }

    [Fact]
    public void Only_what_is_selected_is_told()
    {
        using var shop = new Shop();
        shop.Run(Pipeline("w"), Two);
        var report = Of(shop, Pipeline("x"), Two, options => options with { Selects = item => item.Key == "b" })!;
        Assert.Equal([("write", 1L, 0L), ("speak", 0L, 1L), ("all", 0L, 1L)],
            report.Stages.Select(stage => (stage.Stage, stage.Calls, stage.CallsMore)));
    }

    [Fact]
    public void A_new_item_may_make_a_stage_over_the_batch_ask_again()
    {
        using var shop = new Shop();
        shop.Run(Pipeline("w"), Two);
        var report = Of(shop, Pipeline("w"), [.. Two, new("c", "c")])!;
        Assert.Equal([("all", 0L, 1L)],
            report.Stages.Select(stage => (stage.Stage, stage.Calls, stage.CallsMore)));
    }

    [Fact]
    public void A_stage_over_the_batch_may_ask_again_whatever_it_needs_of_the_items()
    {
        using var shop = new Shop();
        static Pipeline Pipeline(string prompt) => Shop.Pipeline(
            new Stage("write", Deed.Asks(prompt)),
            new Stage("draw", Deed.Asks("d")),
            new Stage("all", Deed.Asks("a")) { Needs = ["draw"], IsOnce = true });
        shop.Run(Pipeline("w"), Two);
        // An item whose text fails is no longer among those that are done.
        Assert.Equal(["write", "all"], Of(shop, Pipeline("x"), Two)!.Stages.Select(stage => stage.Stage));
    }

    [Fact]
    public void Behind_a_changed_stage_before_the_items_all_that_needs_it_may_come_again_and_the_rest_is_looked_at()
    {
        using var shop = new Shop();
        shop.Run(Planned("p", "w"), Two);
        Assert.Equal([("plan", 1L, 0L), ("write", 0L, 2L), ("note", 2L, 0L)], Of(shop, Planned("q", "x"), Two)!.Stages
            .Select(stage => (stage.Stage, stage.Calls, stage.CallsMore)));
        Assert.Equal([("plan", 1L, 0L), ("write", 0L, 2L)], Of(shop, Planned("q", "w"), Two)!.Stages
            .Select(stage => (stage.Stage, stage.Calls, stage.CallsMore)));
    }

    [Fact]
    public void An_item_that_is_left_alone_is_told_only_where_it_is_tried_again()
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) => call is { ItemKey: "a", Stage: "speak" }
            ? Answers.Permanent() : Answers.Text($"<{call.Request.Content}>");
        var pipeline = Shop.Pipeline([.. Pipeline("w").Stages.Take(2)]);
        shop.Run(pipeline, Two);
        Item[] now = [Two[0], Two[1] with { Input = "edited" }];
        Assert.Equal([("write", 1L, 0L), ("speak", 0L, 1L)], Told(null));
        Assert.Equal([("write", 1L, 0L), ("speak", 0L, 1L)], Told([new(1, "a", ItemState.Failed, "speak")]));
        shop.Desk.Says = (call, _) => Answers.Text($"<{call.Request.Content}>");
        Assert.Equal(2, shop.Run(pipeline, now).Items.Count);

        IEnumerable<(string, long, long)> Told(IReadOnlyList<Reopening>? again) =>
            Of(shop, pipeline, now, options => options with { Reopenings = again ?? [] })!.Stages
                .Select(stage => (stage.Stage, stage.Calls, stage.CallsMore));
    }

    [Fact]
    public void Parts_that_stay_as_they_are_are_not_told()
    {
        using var shop = new Shop();
        shop.Run(Parts("w"), Two);
        var longer = Shop.Pipeline([.. Parts("w").Stages.Take(1), Parts("w").Stages[1] with
        {
            Each = new(null, (_, _) => Part.Range(1, 3), "longer"),
        }]);
        Assert.Equal([("voice", 2L, 0L)],
            Of(shop, longer, Two)!.Stages.Select(stage => (stage.Stage, stage.Calls, stage.CallsMore)));
    }

    [Fact]
    public void What_is_answered_and_of_no_use_any_more_is_told_though_its_item_is_not_done()
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) => call.Stage == "last"
            ? Answers.Permanent() : Answers.Text($"<{call.Request.Content}>");
        static Stage Ask(string name, params string[] needs) =>
            new(name, Deed.Asks(name, needs: needs)) { Needs = needs };
        shop.Run(Shop.Pipeline(Ask("write"), Ask("speak", "write"), Ask("last", "speak")), Two);
        Assert.Equal(["speak"],
            Told(Ask("write"), Ask("polish", "write"), Ask("speak", "polish"), Ask("last", "speak")));
        Assert.Equal(["speak"], Told(
            new("draft", Deed.Asks("write")), new("speak", Deed.Asks("speak", needs: "draft")) { Needs = ["draft"] }));

        IEnumerable<string> Told(params Stage[] stages) =>
            Of(shop, Shop.Pipeline(stages), Two)!.Stages.Select(stage => stage.Stage);
    }

    [Fact]
    public void Parts_that_are_cut_otherwise_are_told_though_their_item_is_not_done()
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) => call.Stage == "last" ? Answers.Permanent() : Answers.Text("<>");
        static Pipeline Cut(string size) => Shop.Pipeline(
            new Stage("cut", Deed.Makes(size, context => $"{context.Item.Key}{size}")),
            new Stage("voice", Deed.Asks("v", needs: "cut"))
            {
                Needs = ["cut"],
                Each = new("cut", (_, text) => Part.List([text, text + "!"]), "x"),
            },
            new Stage("last", Deed.Asks("l")) { Needs = ["voice"] });
        shop.Run(Cut("1"), Two);
        var voice = Of(shop, Cut("2"), Two)!.Stages[0];
        Assert.Equal(("voice", 4L), (voice.Stage, voice.Calls));
    }

    [Fact]
    public void A_dearer_model_is_told_at_its_own_price()
    {
        using var shop = new Shop();
        shop.Run(Pipeline("w"), Two);
        shop.Desk.Asks = _ => new(10, 10, 0, new(10 * Desk.WorstCase.Micros));
        Assert.Equal(20 * Desk.Cost.Micros, Of(shop, Pipeline("x"), Two)!.Stages[0].Likely!.Value.Micros);
    }

    [Fact]
    public void What_was_free_and_is_paid_now_is_told_at_its_worst_case()
    {
        using var shop = new Shop();
        shop.Desk.Asks = _ => new(10, 10, 0, Money.Zero);
        shop.Desk.Says = (_, _) => Answers.Text("<>") with { Cost = Money.Zero };
        shop.Run(Pipeline("w"), Two);
        shop.Desk.Asks = _ => new(10, 10, 0, Desk.WorstCase);
        var report = Of(shop, Pipeline("x"), Two)!;
        Assert.Null(report.Stages[0].Likely);
        Assert.Equal(2 * Desk.WorstCase.Micros, report.Certain.Micros);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_run_that_was_begun_with_a_part_is_looked_at_again_for_the_rest(bool isOfItems)
    {
        using var shop = new Shop();
        shop.Run(Pipeline("w"), Two);
        shop.Run(Pipeline("x"), Two, options => isOfItems
            ? options with { Selects = item => item.Key == "a" }
            : options with { SelectsStage = stage => stage == "write" });
        var options = new RunOptions(Pipeline("x"), ItemSource.Of(Two), shop.Providers, shop.Memory);
        Assert.Null(Changes.Of(options, new ShopSource(shop)));
        Assert.Equal(isOfItems ? ["write", "speak"] : ["speak"],
            Changes.Of(options, new ShopSource(shop), isBegun: true)!.Stages
                .Select(stage => stage.Stage).Where(stage => stage != "all"));
    }

    [Fact]
    public void Over_a_part_of_the_batch_a_stage_over_it_may_ask_again()
    {
        using var shop = new Shop();
        shop.Run(Pipeline("w"), Two);
        var longer = Shop.Pipeline([.. Pipeline("w").Stages.Take(2), new("all", Deed.Asks("other"))
        {
            Needs = ["speak"],
            IsOnce = true,
        }]);
        Assert.Equal(["all"], Of(shop, longer, Two, options => options with { Selects = item => item.Key == "a" })!
            .Stages.Select(stage => stage.Stage));
    }

    private static Pipeline Planned(string plan, string note) => Shop.Pipeline(
        new Stage("plan", Deed.Asks(plan)) { IsOnce = true },
        new Stage("write", Deed.Asks("w", needs: "plan")) { Needs = ["plan"] },
        new Stage("note", Deed.Asks(note)));

    private static Pipeline Parts(string prompt) => Shop.Pipeline(
        new Stage("write", Deed.Asks(prompt)),
        new Stage("voice", Deed.Asks("v")) { Needs = ["write"], Each = new(null, (_, _) => Part.Range(1, 2), "x") });

    private static Pipeline Pipeline(string prompt) => Shop.Pipeline(
        new Stage("write", Deed.Asks(prompt)),
        new Stage("speak", Deed.Asks("s", needs: "write")) { Needs = ["write"] },
        new Stage("all", Deed.Asks("a")) { Needs = ["speak"], IsOnce = true });

    private static ChangeReport? Of(
        Shop shop, Pipeline pipeline, Item[] items, Func<RunOptions, RunOptions>? with = null)
    {
        var options = new RunOptions(pipeline, ItemSource.Of(items), shop.Providers, shop.Memory);
        return Changes.Of(with?.Invoke(options) ?? options, new ShopSource(shop));
    }
}
