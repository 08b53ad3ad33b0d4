using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

public sealed class GateTests
{
    [Fact]
    public void A_result_that_passes_is_done_at_the_first_draw()
    {
        using var shop = new Shop();
        var result = Run(shop, new Check("good", _ => new(IsPassed: true)) { Revise = 3 });
        Assert.Equal(1, result.Items[ItemState.Done]);
        Assert.Single(shop.Desk.Sent);
    }

    [Fact]
    public void Free_gates_judge_before_paid_ones()
    {
        using var shop = new Shop();
        var order = new List<string>();
        Run(shop, Noting("paid 1", isFree: false), Noting("free 1", isFree: true), Noting("paid 2", isFree: false),
            Noting("free 2", isFree: true));
        Assert.Equal(["free 1", "free 2", "paid 1", "paid 2"], order);

        Check Noting(string name, bool isFree) => new(name, isFree, (_, _) =>
        {
            order.Add(name);
            return Task.FromResult(new Judgement(IsPassed: true));
        });
    }

    [Fact]
    public void A_paid_gate_is_not_asked_when_a_free_one_has_failed()
    {
        using var shop = new Shop();
        var asked = 0;
        Run(shop,
            new Check("paid", isFree: false, (_, _) =>
            {
                asked++;
                return Task.FromResult(new Judgement(IsPassed: true));
            }),
            new Check("free", _ => new(IsPassed: false, "no")) { Else = Then.Fail });
        Assert.Equal(0, asked);
    }

    [Fact]
    public void The_verb_runs_again_with_the_notes_as_often_as_the_gate_says()
    {
        using var shop = new Shop();
        var result = Run(shop, new Check("never", _ => new(IsPassed: false, "be brief")) { Revise = 2 });
        Assert.Equal(1, result.Items[ItemState.Failed]);
        Assert.Equal(["w|a|a|||", "w|a|a|||be brief", "w|a|a|||be brief"], shop.Desk.Sent.Select(sent => sent.Content));
    }

    [Fact]
    public void A_revision_that_passes_ends_the_revising()
    {
        using var shop = new Shop();
        var brief = new Check("brief", output => output.Text!.Contains("be brief", StringComparison.Ordinal)
            ? new(IsPassed: true)
            : new(IsPassed: false, "be brief"))
        {
            Revise = 5,
        };
        var result = Run(shop, brief);
        Assert.Equal(1, result.Items[ItemState.Done]);
        Assert.Equal(2, shop.Desk.Sent.Count);
    }

    [Fact]
    public void Revisions_are_counted_for_the_stage_and_not_for_each_gate()
    {
        using var shop = new Shop();
        var draws = 0;
        // The first gate fails twice, then the second one: it finds its two revisions used up.
        Run(shop,
            new Check("first", _ => ++draws <= 2 ? new(IsPassed: false, "1") : new(IsPassed: true)) { Revise = 2 },
            new Check("second", _ => new(IsPassed: false, "2")) { Revise = 2 });
        Assert.Equal(3, shop.Desk.Sent.Count);
    }

    [Fact]
    public void A_gate_that_says_nothing_does_as_the_last_one()
    {
        using var shop = new Shop();
        var result = Run(shop,
            new Check("first", _ => new(IsPassed: false, "no")),
            new Check("last", _ => new(IsPassed: true)) { Revise = 1, Else = Then.Skip });
        Assert.Equal(1, result.Items[ItemState.Skipped]);
        Assert.Equal(2, shop.Desk.Sent.Count);
    }

    [Fact]
    public void Without_a_word_of_any_gate_the_item_fails_at_once()
    {
        using var shop = new Shop();
        var result = Run(shop, new Check("never", _ => new(IsPassed: false, "no")));
        Assert.Equal(1, result.Items[ItemState.Failed]);
        Assert.Single(shop.Desk.Sent);
    }

    [Theory]
    [InlineData(Then.Fail, ItemState.Failed)]
    [InlineData(Then.Review, ItemState.Review)]
    [InlineData(Then.Skip, ItemState.Skipped)]
    [InlineData(Then.Keep, ItemState.Done)]
    public void What_follows_is_what_else_says(Then otherwise, ItemState state)
    {
        using var shop = new Shop();
        var result = Run(shop, new Check("never", _ => new(IsPassed: false, "too dull")) { Else = otherwise });
        Assert.Equal(1, result.Items[state]);
    }

    [Fact]
    public void The_notes_of_the_gate_are_the_cause_people_read()
    {
        using var shop = new Shop();
        Run(shop, new Check("never", _ => new(IsPassed: false, "too dull")) { Else = Then.Review });
        var closed = shop.Journal.OfType<Record.Item>().Single(item => item.Was is not null);
        Assert.Equal(("draft", "too dull"), (closed.Stage, closed.Cause));
    }

    [Fact]
    public void Keep_takes_the_result_with_the_best_score()
    {
        using var shop = new Shop();
        double[] scores = [3, 8, 5];
        var draws = 0;
        var judge = new Check("judge", _ => new(IsPassed: false, "more", scores[draws++]))
        {
            Revise = 2,
            Else = Then.Keep,
        };
        Run(shop, judge);
        // The second draw was the first with notes.
        Assert.Equal("<w|a|a|||more>", shop.Journal.OfType<Record.Done>().Single().Output.Text);
        Assert.Equal([3.0, 8.0, 5.0], shop.Journal.OfType<Record.Verdict>().Select(verdict => verdict.Score!.Value));
    }

    [Fact]
    public void Keep_takes_the_first_of_equally_good_results()
    {
        using var shop = new Shop();
        Run(shop, new Check("judge", _ => new(IsPassed: false, "more", 5)) { Revise = 1, Else = Then.Keep });
        Assert.Equal("<w|a|a|||>", shop.Journal.OfType<Record.Done>().Single().Output.Text);
    }

    [Fact]
    public void A_run_killed_between_two_revisions_arrives_where_it_was_without_paying_again()
    {
        using var shop = new Shop();
        var pipeline = Gated(new Check("never", _ => new(IsPassed: false, "again")) { Revise = 3, Else = Then.Keep });
        shop.Crash(pipeline, Shop.Items("a"), () => shop.Journal.OfType<Record.Reply>().Count() == 2);
        var result = shop.Run(pipeline, Shop.Items("a"));
        Assert.Equal(1, result.Items[ItemState.Done]);
        // Four draws; the third may have been under way in the crash.
        Assert.Equal(4, shop.Journal.OfType<Record.Reply>().Count(reply => reply.From == 0));
        Assert.Equal([0, 1, 2, 3], shop.Journal.OfType<Record.Verdict>().Select(verdict => verdict.Revision));
    }

    private static RunResult Run(Shop shop, params IReadOnlyList<Gate> gates) =>
        shop.Run(Gated(gates), Shop.Items("a"));

    private static Pipeline Gated(params IReadOnlyList<Gate> gates) =>
        Shop.Pipeline(new Stage("draft", Deed.Asks("w")) { Gates = gates });
}
