using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

/// <summary>An effect nobody can look up is never done again before a person has said whether it arrived.</summary>
public sealed class ArrivalTests
{
    private static readonly Item[] One = Shop.Items("a");

    [Fact]
    public void What_arrived_is_not_sent_again_and_counts_at_its_worst_case()
    {
        using var shop = Make();
        Lose(shop);
        var result = Answer(shop, Pipeline("w"), isThere: true);
        Assert.Equal(1, result.Items[ItemState.Done]);
        Assert.Single(shop.Desk.Sent);
        Assert.Equal((Desk.WorstCase, Money.Zero), (result.Spent, result.Unknown));
    }

    [Fact]
    public void What_did_not_arrive_is_sent_again_under_the_next_number()
    {
        using var shop = Make();
        Lose(shop);
        var result = Answer(shop, Pipeline("w"), isThere: false);
        Assert.Equal(1, result.Items[ItemState.Done]);
        Assert.Equal([1, 2], shop.Desk.Sent.Select(sent => sent.Attempt));
        Assert.Equal((Desk.Cost, Money.Zero), (result.Spent, result.Unknown));
    }

    [Fact]
    public void Nobody_asked_it_waits_however_often_the_run_is_called()
    {
        using var shop = Make();
        Lose(shop);
        for (var life = 0; life < 3; life++)
        {
            var reopening = new Reopening(1, "a", ItemState.Review, "send");
            var result = shop.Run(Pipeline("w"), One, options => options with { Reopenings = [reopening] });
            Assert.Equal(1, result.Items[ItemState.Review]);
        }

        Assert.Single(shop.Desk.Sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_answer_holds_in_a_new_run_as_well(bool isThere)
    {
        using var shop = Make();
        Lose(shop);
        // The definition has changed elsewhere, and the call is the same.
        var result = Answer(shop, Pipeline("w", "more"), isThere);
        Assert.Equal(1, result.Items[ItemState.Done]);
        int[] expected = isThere ? [1] : [1, 2];
        Assert.Equal(expected,
            shop.Desk.Sent.Where(sent => sent.Call.Stage == "send").Select(sent => sent.Attempt));
    }

    [Fact]
    public void An_answer_to_a_run_that_ended_holds_in_all_that_follow()
    {
        using var shop = Make();
        Lose(shop);
        var lost = shop.Journal.OfType<Record.Intent>().Single();
        shop.Crash(Pipeline("w", "more"), One, () => shop.Journal.OfType<Record.Lease>().Count() == 4,
            options => options with { Arrivals = [new(1, "a", "send", lost.Key, true)] });
        var result = shop.Run(Pipeline("w", "more", "yet more"), One);
        Assert.Equal(1, result.Items[ItemState.Done]);
        Assert.Single(shop.Desk.Sent, sent => sent.Call.Stage == "send");
    }

    [Fact]
    public void What_was_lost_in_an_earlier_run_is_asked_for_in_the_new_one()
    {
        using var shop = Make();
        Lose(shop);
        var result = shop.Run(Pipeline("w", "more"), One);
        Assert.Equal(1, result.Items[ItemState.Review]);
        Assert.Single(shop.Desk.Sent, sent => sent.Call.Stage == "send");
        Assert.Contains("did attempt 1 of send arrive at desk?",
            shop.Journal.OfType<Record.Item>().Last().Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_tried_again_does_no_effect_twice_although_it_costs_nothing()
    {
        using var shop = Make();
        shop.Desk.Asks = _ => new(1, 1, 0, Money.Zero);
        var isDown = true;
        shop.Desk.Says = (call, _) => isDown && call.Stage == "late"
            ? new(new Outcome.Failed(Failure.Permanent, "no"), Body.Empty) : Answers.Text("ok");
        var pipeline = Shop.Pipeline(
            new Stage("send", Deed.Asks("w")), new Stage("late", Deed.Asks("l", needs: "send")) { Needs = ["send"] });
        shop.Run(pipeline, One);
        isDown = false;
        var result = shop.Run(pipeline, One,
            options => options with { Reopenings = [new(1, "a", ItemState.Failed, "late")] });
        Assert.Equal(1, result.Items[ItemState.Done]);
        Assert.Single(shop.Desk.Sent, sent => sent.Call.Stage == "send");
    }

    private static Shop Make() => new(new Desk("desk")
    {
        Profile = new("desk", new Dictionary<string, Lane>(StringComparer.Ordinal) { ["*"] = new("desk", []) },
            RecoveryWay.Person),
    });

    private static Pipeline Pipeline(string prompt, params string[] more) => Shop.Pipeline(
        [new("send", Deed.Asks(prompt)), .. more.Select(name => new Stage(name, Deed.Asks(name)))]);

    private static void Lose(Shop shop)
    {
        shop.Crash(Pipeline("w"), One, () => shop.Desk.Sent.Count == 1);
        var result = shop.Run(Pipeline("w"), One);
        Assert.Equal(1, result.Items[ItemState.Review]);
    }

    private static RunResult Answer(Shop shop, Pipeline pipeline, bool isThere)
    {
        var lost = shop.Journal.OfType<Record.Intent>().Single();
        return shop.Run(pipeline, One, options => options with
        {
            Arrivals = [new(1, "a", "send", lost.Key, isThere)],
            Reopenings = [new(1, "a", ItemState.Review, "send")],
        });
    }
}
