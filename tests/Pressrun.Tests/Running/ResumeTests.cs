using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

public sealed class ResumeTests
{
    [Fact]
    public void A_run_called_again_with_nothing_changed_makes_no_run_and_no_call()
    {
        using var shop = new Shop();
        var first = shop.Run(Write("w"), Shop.Items("a", "b"));
        var again = shop.Run(Write("w"), Shop.Items("a", "b"));
        Assert.Equal(RunEnding.Nothing, again.Ending);
        Assert.Equal((first.RunId, 2), (again.RunId, again.Items[ItemState.Done]));
        Assert.Equal(2, shop.Desk.Sent.Count);
        Assert.Single(shop.Memory.Image.Runs);
    }

    [Fact]
    public void A_run_with_nothing_to_do_still_says_what_it_cost()
    {
        using var shop = new Shop();
        shop.Run(Write("w"), Shop.Items("a", "b"));
        Assert.Equal(Desk.Cost + Desk.Cost, shop.Run(Write("w"), Shop.Items("a", "b")).Spent);
    }

    [Fact]
    public void A_changed_prompt_pays_only_what_it_changes()
    {
        using var shop = new Shop();
        shop.Run(Chain("outline", "draft", "title"), Shop.Items("a", "b"));
        shop.Desk.Sent.Clear();
        var result = shop.Run(Chain("outline", "draft 2", "title"), Shop.Items("a", "b"));
        Assert.Equal(RunEnding.Complete, result.Ending);
        // The draft is new, and the title is made from it; outlines are remembered.
        Assert.Equal(["draft", "draft", "title", "title"], shop.Desk.Sent.Select(sent => sent.Call.Stage).Order());
        Assert.Equal(2, result.Stages["outline"].Remembered);
        Assert.Equal(new(4 * Desk.Cost.Micros), result.Spent);
    }

    [Fact]
    public void A_prompt_changed_back_pays_nothing()
    {
        using var shop = new Shop();
        shop.Run(Write("w"), Shop.Items("a"));
        shop.Run(Write("w 2"), Shop.Items("a"));
        shop.Desk.Sent.Clear();
        var result = shop.Run(Write("w"), Shop.Items("a"));
        Assert.Empty(shop.Desk.Sent);
        Assert.Equal(Money.Zero, result.Spent);
    }

    [Fact]
    public void Items_added_to_the_source_are_paid_alone()
    {
        using var shop = new Shop();
        shop.Run(Write("w"), Shop.Items("a", "b"));
        shop.Desk.Sent.Clear();
        var result = shop.Run(Write("w"), Shop.Items("new", "a", "b"));
        Assert.Equal("new", Assert.Single(shop.Desk.Sent).ItemKey);
        Assert.Equal(3, result.Items[ItemState.Done]);
    }

    [Fact]
    public void An_item_whose_input_changed_is_paid_alone()
    {
        using var shop = new Shop();
        shop.Run(Write("w"), [new("a", "1"), new("b", "1")]);
        shop.Desk.Sent.Clear();
        shop.Run(Write("w"), [new("a", "1"), new("b", "2")]);
        Assert.Equal("b", Assert.Single(shop.Desk.Sent).ItemKey);
    }

    [Fact]
    public void A_failed_item_is_left_alone_in_the_next_run_of_the_same_definition()
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) => call.ItemKey == "a" ? Answers.Permanent("indecent") : Answers.Text("ok");
        shop.Run(Write("w"), Shop.Items("a", "b"));
        var result = shop.Run(Write("w"), Shop.Items("a", "b", "c"));
        Assert.Equal(1, shop.Desk.CallsOf("a"));
        Assert.Equal((2, 1), (result.Items[ItemState.Done], result.Items[ItemState.Failed]));
        Assert.Contains("indecent", Closed(shop).Last(item => item.State == ItemState.Failed).Cause,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_item_is_tried_again_when_the_definition_changed()
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) => call.Request.Content.StartsWith("w|", StringComparison.Ordinal)
            ? Answers.Permanent()
            : Answers.Text("ok");
        shop.Run(Write("w"), Shop.Items("a"));
        Assert.Equal(1, shop.Run(Write("w 2"), Shop.Items("a")).Items[ItemState.Done]);
    }

    [Fact]
    public void A_failed_item_is_tried_again_when_its_input_changed()
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) => call.Request.Content.Contains("bad", StringComparison.Ordinal)
            ? Answers.Permanent()
            : Answers.Text("ok");
        shop.Run(Write("w"), [new("a", "bad")]);
        Assert.Equal(1, shop.Run(Write("w"), [new("a", "good")]).Items[ItemState.Done]);
    }

    [Fact]
    public void A_run_whose_items_changed_before_it_ended_is_superseded_and_nothing_is_paid_twice()
    {
        using var shop = new Shop();
        shop.Crash(Write("w"), Shop.Items("a", "b"), () => shop.Journal.OfType<Record.Reply>().Any(),
            options => options with { Window = 1 });
        var result = shop.Run(Write("w"), Shop.Items("a", "b", "c"));
        Assert.Equal(3, result.Items[ItemState.Done]);
        Assert.Contains(shop.Journal.OfType<Record.Run>(), run => run.Phase == RunPhase.Superseded);
        Assert.Equal(1, shop.Desk.CallsOf("a"));
    }

    [Fact]
    public void A_paid_call_is_not_sent_again_after_a_crash()
    {
        using var shop = new Shop();
        shop.Crash(Chain("1", "2", "3"), Shop.Items("a", "b"), () => shop.Journal.OfType<Record.Reply>().Count() == 4);
        var paid = shop.Journal.OfType<Record.Reply>().Select(reply => reply.Key).ToHashSet();
        shop.Desk.Sent.Clear();
        var result = shop.Run(Chain("1", "2", "3"), Shop.Items("a", "b"));
        Assert.Equal(2, result.Items[ItemState.Done]);
        Assert.DoesNotContain(shop.Desk.Sent, sent => paid.Contains(sent.Call.Key));
    }

    [Fact]
    public void A_run_killed_while_items_are_added_goes_on_behind_the_last_one()
    {
        using var shop = new Shop();
        var items = Enumerable.Range(1, 2_000).Select(number => new Item($"{number}", "")).ToList();
        var quiet = Shop.Pipeline(new Stage("note", Deed.Makes("n", _ => "x")));
        shop.Crash(quiet, items, () => shop.Journal.OfType<Record.Item>().Count(item => item.Was is null) >= 1_000);
        var result = shop.Run(quiet, items);
        Assert.Equal(2_000, result.Items[ItemState.Done]);
        Assert.Equal(2_000, shop.Journal.OfType<Record.Item>().Count(item => item.Was is null));
    }

    [Fact]
    public void A_large_result_is_kept_as_a_blob_and_comes_back_after_a_crash()
    {
        using var shop = new Shop();
        var large = new string('x', 100_000);
        var seen = new List<int>();
        var pipeline = Shop.Pipeline(
            new Stage("long", Deed.Makes("long", _ => large)),
            new Stage("wait", Deed.Asks("wait")),
            new Stage("count", new Deed("count", async context =>
            {
                seen.Add((await context.ReadTextAsync(context.Inputs("long")[0])).Length);
                return "ok";
            }))
            {
                Needs = ["long", "wait"],
            });
        shop.Crash(pipeline, Shop.Items("a"), () => shop.Journal.OfType<Record.Done>().Any());
        Assert.NotNull(shop.Journal.OfType<Record.Done>().Single().Output.Blob);
        shop.Run(pipeline, Shop.Items("a"));
        Assert.Equal([100_000], seen);
        Assert.Single(shop.Journal.OfType<Record.Done>(), done => done.Stage == "long");
    }

    [Fact]
    public void A_large_request_is_kept_as_a_blob()
    {
        using var shop = new Shop();
        shop.Desk.Says = (_, _) => Answers.Text("ok");
        shop.Run(Write(new string('w', 100_000)), Shop.Items("a"));
        Assert.Equal(100_000, shop.Journal.OfType<Record.Intent>().Single().Request!.Blob!.Length - "|a|a|||".Length);
    }

    [Fact]
    public void A_batch_killed_every_few_records_pays_every_call_once_but_for_those_in_flight()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(2)));
        var pipeline = Chain("1", "2", "3");
        var items = Shop.Items("a", "b", "c", "d");
        for (var life = 1; life <= 4; life++)
        {
            var before = shop.Journal.Count();
            shop.Crash(pipeline, items, () => shop.Journal.Count() >= before + 9);
        }

        var result = shop.Run(pipeline, items);
        Assert.Equal(4, result.Items[ItemState.Done]);
        var answered = shop.Journal.OfType<Record.Reply>().GroupBy(reply => reply.Key).ToList();
        Assert.Equal(12, answered.Count);
        Assert.All(answered, replies => Assert.Single(replies));
        // At most two were in flight in each of four crashes.
        Assert.InRange(shop.Desk.Sent.Count, 12, 12 + 8);
        // An intent that was durable and not yet sent is unknown too: nobody can tell.
        Assert.InRange(result.UnknownCalls, shop.Desk.Sent.Count - 12, 8);
        Assert.Equal(new(12 * Desk.Cost.Micros), result.Spent);
    }

    private static Pipeline Write(string prompt) => Shop.Pipeline(new Stage("write", Deed.Asks(prompt)));

    private static Pipeline Chain(string outline, string draft, string title) => Shop.Pipeline(
        new Stage("outline", Deed.Asks(outline)),
        new Stage("draft", Deed.Asks(draft, "desk", "outline")) { Needs = ["outline"] },
        new Stage("title", Deed.Asks(title, "desk", "draft")) { Needs = ["draft"] });

    private static IEnumerable<Record.Item> Closed(Shop shop) =>
        shop.Journal.OfType<Record.Item>().Where(item => item.Was is not null);
}
