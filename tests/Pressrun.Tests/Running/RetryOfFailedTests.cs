using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

/// <summary>Items that failed are tried again by the run itself, when all others have come to their end.</summary>
public sealed class RetryOfFailedTests
{
    private static readonly Item[] Three = Shop.Items("a", "b", "c");

    [Fact]
    public void What_failed_is_tried_again_at_the_end_and_before_stages_over_the_batch()
    {
        using var shop = new Shop();
        var told = 0;
        shop.Desk.Says = (call, _) =>
            call.ItemKey == "a" && told++ == 0 ? Answers.Permanent() : Answers.Text("ok");
        var result = shop.Run(Pipeline(), Three, options => options with { RetriesOfFailed = 1, Window = 1 });
        Assert.Equal((RunEnding.Complete, 3), (result.Ending, result.Items[ItemState.Done]));
        Assert.Equal(["a", "b", "c", "a", ""], shop.Desk.Sent.Select(sent => sent.ItemKey));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    public void As_often_as_was_said_and_no_more(int retries, int sent)
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) => call.ItemKey == "a" ? Answers.Permanent() : Answers.Text("ok");
        var result = shop.Run(Pipeline(), Three, options => options with { RetriesOfFailed = retries });
        Assert.Equal((RunEnding.Complete, 1), (result.Ending, result.Items[ItemState.Failed]));
        Assert.Equal(sent, shop.Desk.CallsOf("a"));
        Assert.Equal(RunEnding.Nothing, shop.Run(Pipeline(), Three).Ending);
    }

    [Fact]
    public void A_crash_between_two_times_loses_nothing_and_pays_nothing_twice()
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) =>
            call.ItemKey == "a" && shop.Desk.CallsOf("a") < 2 ? Answers.Permanent() : Answers.Text("ok");
        Func<RunOptions, RunOptions> with = options => options with { RetriesOfFailed = 1, Window = 1 };
        shop.Crash(Pipeline(), Three, () => shop.Desk.Sent.Count == 4, with);
        var result = shop.Run(Pipeline(), Three, with);
        Assert.Equal((RunEnding.Complete, 3), (result.Ending, result.Items[ItemState.Done]));
        Assert.Equal((1, 1), (shop.Desk.CallsOf("b"), shop.Desk.CallsOf("c")));
    }

    [Fact]
    public void A_run_that_is_told_to_stop_tries_nothing_again()
    {
        using var shop = new Shop();
        shop.Desk.Says = (_, _) => Answers.Permanent();
        var result = shop.Run(Pipeline(), Three, options => options with { RetriesOfFailed = 5 },
            (run, node) => Shop.After(node, TimeSpan.FromSeconds(1.5), run.Stop));
        Assert.Equal(RunEnding.Stopped, result.Ending);
        Assert.InRange(shop.Desk.Sent.Count, 3, 6);
    }

    private static Pipeline Pipeline() => Shop.Pipeline(
        new Stage("write", Deed.Asks("w")),
        new Stage("all", Deed.Asks("a")) { Needs = ["write"], IsOnce = true });
}
