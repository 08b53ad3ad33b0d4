using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

/// <summary>What a person says of a result that waits for review.</summary>
public sealed class DecisionTests
{
    private const string Made = "<w|a|a|||>";

    private static readonly Item[] One = Shop.Items("a");

    [Fact]
    public void An_approved_result_is_done_and_nothing_is_paid_for_again_before_it()
    {
        using var shop = Waiting();
        var result = Decide(shop, isApproved: true);
        Assert.Equal((RunEnding.Complete, 1), (result.Ending, result.Items[ItemState.Done]));
        Assert.Equal(["write", "speak"], shop.Desk.Sent.Select(sent => sent.Call.Stage));
        Assert.Equal($"s|a|a||||{Made}", shop.Desk.Sent[^1].Call.Request.Content);
    }

    [Fact]
    public void A_text_of_the_person_takes_the_place_of_the_result()
    {
        using var shop = Waiting();
        Assert.Equal(1, Decide(shop, isApproved: true, text: "better").Items[ItemState.Done]);
        Assert.Equal("s|a|a||||better", shop.Desk.Sent[^1].Call.Request.Content);
    }

    [Fact]
    public void A_text_too_large_for_the_journal_is_kept_as_well()
    {
        using var shop = Waiting();
        var text = new string('x', 200_000);
        Assert.Equal(1, Decide(shop, isApproved: true, text).Items[ItemState.Done]);
        var done = shop.Journal.OfType<Record.Done>().Last(done => done.Stage == "write");
        Assert.Equal((Output.Of(text).Hash, 200_000), (done.Output.Hash, done.Output.Blob!.Length));
    }

    [Fact]
    public void A_rejected_result_fails_with_the_person_s_words()
    {
        using var shop = Waiting();
        var result = Decide(shop, isApproved: false, notes: "not ours");
        Assert.Equal(1, result.Items[ItemState.Failed]);
        Assert.Contains(shop.Journal, record =>
            record is Record.Item { State: ItemState.Failed, Cause: "a person rejected it: not ours" });
        Assert.Single(shop.Desk.Sent);
    }

    [Fact]
    public void What_waits_for_a_person_lies_in_the_journal()
    {
        using var shop = Waiting();
        var verdict = Assert.Single(shop.Journal.OfType<Record.Verdict>(), verdict => verdict.Then == Then.Review);
        Assert.Equal((Made, verdict.Judged), (verdict.Output!.Text, verdict.Output.Hash));
    }

    [Fact]
    public void An_approval_holds_in_a_new_run_while_the_result_is_the_same()
    {
        using var shop = Waiting();
        Decide(shop, isApproved: true, text: "better");
        var result = shop.Run(Pipeline(speak: "t"), One);
        Assert.Equal(1, result.Items[ItemState.Done]);
        Assert.Equal("t|a|a||||better", shop.Desk.Sent[^1].Call.Request.Content);
    }

    [Fact]
    public void An_approval_says_nothing_of_another_result()
    {
        using var shop = Waiting();
        Decide(shop, isApproved: true);
        var result = shop.Run(Pipeline("v"), One);
        Assert.Equal(1, result.Items[ItemState.Review]);
    }

    [Fact]
    public void A_decision_outlives_the_process_that_took_it()
    {
        using var shop = Waiting();
        var judged = Judged(shop);
        shop.Crash(Pipeline(), One, () => shop.Desk.Sent.Count == 2, With(judged, isApproved: true, "better", ""));
        Assert.Equal(1, shop.Run(Pipeline(), One).Items[ItemState.Done]);
        Assert.Equal("s|a|a||||better", shop.Desk.Sent[^1].Call.Request.Content);
    }

    [Fact]
    public void The_last_word_counts()
    {
        using var shop = Waiting();
        var judged = Judged(shop);
        shop.Run(Pipeline(), One, With(judged, isApproved: false, null, "no"));
        var result = shop.Run(Pipeline(), One, options => With(judged, isApproved: true, null, "")(options) with
        {
            Reopenings = [new(1, "a", ItemState.Failed, "write")],
        });
        Assert.Equal(1, result.Items[ItemState.Done]);
    }

    private static Shop Waiting()
    {
        var shop = new Shop();
        Assert.Equal(1, shop.Run(Pipeline(), One).Items[ItemState.Review]);
        return shop;
    }

    private static RunResult Decide(Shop shop, bool isApproved, string? text = null, string notes = "") =>
        shop.Run(Pipeline(), One, With(Judged(shop), isApproved, text, notes));

    private static string Judged(Shop shop) =>
        shop.Journal.OfType<Record.Verdict>().Last(verdict => verdict.Then == Then.Review).Judged;

    private static Func<RunOptions, RunOptions> With(string judged, bool isApproved, string? text, string notes) =>
        options => options with
        {
            Decisions = [new(1, "write", "", judged, isApproved) { Text = text, Notes = notes }],
            Reopenings = [new(1, "a", ItemState.Review, "write")],
        };

    private static Pipeline Pipeline(string write = "w", string speak = "s") => Shop.Pipeline(
        new Stage("write", Deed.Asks(write))
        {
            Gates = [new Check("never", _ => new(false, "look at it")) { Else = Then.Review }],
        },
        new Stage("speak", Deed.Asks(speak, needs: "write")) { Needs = ["write"] });
}
