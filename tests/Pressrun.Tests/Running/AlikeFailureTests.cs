using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

/// <summary>What fails five times in a row alike is held before it fails a thousand times.</summary>
public sealed class AlikeFailureTests
{
    private static readonly string[] Many = [.. Enumerable.Range(1, 50).Select(number => $"item {number}")];

    [Fact]
    public void After_five_failures_alike_a_stage_sends_nothing_more_and_says_why()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(1)));
        shop.Desk.Says = (call, _) => Answers.Permanent($"400 invalid_value: the field `x` of {call.ItemKey} is wrong");
        var result = shop.Run(Write(), Shop.Items(Many));
        Assert.Equal(RunEnding.Held, result.Ending);
        // The sixth was under way.
        Assert.Equal((6, 44), (result.Items[ItemState.Failed], result.Items[ItemState.Open]));
        Assert.Equal(6, shop.Desk.Sent.Count);
        Assert.Equal("stage write is held: it failed 5 times in a row alike, the last so: desk declined: "
            + "400 invalid_value: the field `x` of item 5 is wrong", result.Cause);
    }

    [Fact]
    public void Other_stages_and_lanes_go_on_meanwhile()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(1)), new Desk("other", Limit.AtOnce(1)));
        shop.Desk.Says = (_, _) => Answers.Permanent("400");
        var result = shop.Run(
            Shop.Pipeline(new Stage("read", Deed.Asks("r", "other")), new Stage("write", Deed.Asks("w"))),
            Shop.Items(Many));
        Assert.Equal(RunEnding.Held, result.Ending);
        Assert.Equal(50, shop.DeskOf("other").Sent.Count);
    }

    [Fact]
    public void The_next_run_goes_on_with_those_that_were_left()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(1)));
        var echo = shop.Desk.Says;
        shop.Desk.Says = (_, _) => Answers.Permanent("400");
        shop.Run(Write(), Shop.Items(Many));
        shop.Desk.Says = echo;
        var result = shop.Run(Write(), Shop.Items(Many));
        Assert.Equal((RunEnding.Complete, 44), (result.Ending, result.Items[ItemState.Done]));
    }

    [Fact]
    public void A_result_in_between_says_that_it_is_not_the_stage()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(1)));
        var count = 0;
        shop.Desk.Says = (_, _) => ++count % 5 == 0 ? Answers.Text("well") : Answers.Permanent("400");
        Assert.Equal(RunEnding.Complete, shop.Run(Write(), Shop.Items(Many)).Ending);
    }

    [Fact]
    public void Failures_for_other_causes_are_not_alike()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(1)));
        var count = 0;
        shop.Desk.Says = (_, _) => Answers.Permanent($"{400 + (++count % 3)}: no");
        Assert.Equal(RunEnding.Complete, shop.Run(Write(), Shop.Items(Many)).Ending);
    }

    [Fact]
    public void What_costs_nothing_fails_one_by_one()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(1)) { Asks = _ => default });
        shop.Desk.Says = (_, _) => Answers.Permanent("404");
        var result = shop.Run(Write(), Shop.Items(Many));
        Assert.Equal((RunEnding.Complete, 50), (result.Ending, result.Items[ItemState.Failed]));
    }

    [Fact]
    public void Whoever_wants_to_go_on_regardless_can()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(1)));
        shop.Desk.Says = (_, _) => Answers.Permanent("400");
        var result = shop.Run(Write(), Shop.Items(Many), options => options with { HoldAfter = null });
        Assert.Equal((RunEnding.Complete, 50), (result.Ending, result.Items[ItemState.Failed]));
    }

    [Fact]
    public void A_model_that_is_gone_stops_its_lane_and_fails_nothing()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(1)));
        shop.Desk.Says = (_, _) =>
            new(new Outcome.Failed(Failure.Gone, "404 model_not_found: it was retired"), Body.Empty);
        var result = shop.Run(Write(), Shop.Items(Many));
        Assert.Equal((RunEnding.Credentials, 50), (result.Ending, result.Items[ItemState.Open]));
        Assert.Equal("desk has no `m`: 404 model_not_found: it was retired", result.Cause);
        Assert.Single(shop.Desk.Sent);
    }

    private static Pipeline Write() => Shop.Pipeline(new Stage("write", Deed.Asks("w")));
}
