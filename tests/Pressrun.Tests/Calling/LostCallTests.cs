using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Calling;

public sealed class LostCallTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_call_that_takes_too_long_is_booked_as_unknown_and_asked_again()
    {
        using var shop = new Shop();
        shop.Desk.Does = (_, attempt, _) =>
            attempt == 1 ? new TaskCompletionSource<Reply>().Task : Task.FromResult(Answers.Text("ok"));
        var result = Run(shop);
        Assert.Equal((1, 1), (result.Items[ItemState.Done], result.UnknownCalls));
        Assert.Equal((Desk.Cost, Desk.WorstCase), (result.Spent, result.Unknown));
        Assert.InRange(shop.Desk.Sent[1].At, Patience + TimeSpan.FromSeconds(0.5), Patience + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_timeout_of_ours_counts_as_a_try()
    {
        using var shop = new Shop();
        shop.Desk.Does = (_, _, _) => new TaskCompletionSource<Reply>().Task;
        var result = Run(shop);
        Assert.Equal(1, result.Items[ItemState.Failed]);
        Assert.Equal((3, 3), (shop.Desk.Sent.Count, result.UnknownCalls));
    }

    [Fact]
    public void The_provider_is_told_when_a_call_is_given_up()
    {
        using var shop = new Shop();
        var told = new List<double>();
        shop.Desk.Does = (_, _, ct) =>
        {
            ct.Register(() => told.Add(shop.Now.TotalSeconds));
            return new TaskCompletionSource<Reply>().Task;
        };
        Run(shop, tries: 1);
        Assert.Equal([10.0], told);
    }

    [Fact]
    public void A_provider_that_throws_when_it_is_told_to_give_up_leaves_the_outcome_unknown()
    {
        using var shop = new Shop();
        shop.Desk.Does = async (_, _, ct) =>
        {
            await Task.Delay(TimeSpan.FromHours(1), shop.Desk.Time, ct);
            return Answers.Text("never");
        };
        var result = Run(shop, tries: 1);
        Assert.Equal((1, 1), (result.Items[ItemState.Failed], result.UnknownCalls));
        Assert.Contains("no reply within", shop.Journal.OfType<Record.Unknown>().Single().Cause,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_reply_is_used_when_no_other_has_come_first()
    {
        using var shop = new Shop();
        // It comes in the pause before the second try.
        shop.Desk.Took = _ => TimeSpan.FromSeconds(10.2);
        shop.Desk.Says = (_, attempt) => Answers.Text($"attempt {attempt}");
        var result = Run(shop);
        Assert.Equal(1, result.Items[ItemState.Done]);
        Assert.Equal("attempt 1", shop.Journal.OfType<Record.Done>().Single().Output.Text);
        Assert.Single(shop.Desk.Sent);
        Assert.Equal((Desk.Cost, Money.Zero, 0), (result.Spent, result.Unknown, result.UnknownCalls));
    }

    [Fact]
    public void A_late_reply_that_comes_second_settles_its_money_and_changes_no_result()
    {
        using var shop = new Shop();
        // The first attempt comes back while the third stage still works.
        shop.Desk.Took = call => TimeSpan.FromSeconds(call.Stage == "after" ? 60 : shop.Desk.Sent.Count == 1 ? 30 : 2);
        shop.Desk.Says = (_, attempt) => Answers.Text($"attempt {attempt}");
        var result = shop.Run(Shop.Pipeline(
            Write(tries: 3).Stages[0],
            new Stage("after", Deed.Asks("later")) { Needs = ["write"] }), Shop.Items("a"));
        Assert.Equal("attempt 2", shop.Journal.OfType<Record.Done>().First().Output.Text);
        Assert.Equal([(1, true), (2, false)], shop.Journal.OfType<Record.Reply>().Where(reply => reply.Stage == "write")
            .OrderBy(reply => reply.Attempt).Select(reply => (reply.Attempt, reply.IsLate)));
        Assert.Equal((new Money(3 * Desk.Cost.Micros), Money.Zero), (result.Spent, result.Unknown));
    }

    [Fact]
    public void The_money_of_a_late_reply_is_free_for_other_calls()
    {
        using var shop = new Shop();
        shop.Desk.Took = call => TimeSpan.FromSeconds(call.ItemKey == "slow" ? 10.2 : 1);
        shop.Desk.Says = (_, _) => Answers.Text("ok");
        // Room for one worst case beside one real cost, not for two worst cases.
        var result = shop.Run(Write(tries: 1, name: "slow"), Shop.Items("slow", "b"),
            options => options with { Budget = new(new Money(15_000)) });
        Assert.Equal(RunEnding.Complete, result.Ending);
        Assert.Equal(2, shop.Desk.Sent.Count);
    }

    [Fact]
    public void A_call_lost_in_a_crash_is_looked_up_before_it_is_repeated()
    {
        using var shop = new Shop(new Desk("desk") { Profile = Of(RecoveryWay.Check) });
        shop.Crash(Write(), Shop.Items("a"), () => shop.Desk.Sent.Count == 1);
        shop.Desk.Finds = (_, attempt) => Answers.Text($"found {attempt}");
        var result = Run(shop);
        Assert.Equal("found 1", shop.Journal.OfType<Record.Done>().Single().Output.Text);
        Assert.Equal((1, 1), (shop.Desk.Sent.Count, shop.Desk.Lookups));
        Assert.Equal((Desk.Cost, 0), (result.Spent, result.UnknownCalls));
    }

    [Fact]
    public void A_lost_call_that_is_not_found_is_repeated()
    {
        using var shop = new Shop(new Desk("desk") { Profile = Of(RecoveryWay.Check) });
        shop.Crash(Write(), Shop.Items("a"), () => shop.Desk.Sent.Count == 1);
        Assert.Equal(1, Run(shop).Items[ItemState.Done]);
        Assert.Equal((2, 1), (shop.Desk.Sent.Count, shop.Desk.Lookups));
    }

    [Fact]
    public void A_call_that_timed_out_is_looked_up_as_well()
    {
        using var shop = new Shop(new Desk("desk") { Profile = Of(RecoveryWay.Check) });
        shop.Desk.Does = (_, _, _) => new TaskCompletionSource<Reply>().Task;
        shop.Desk.Finds = (_, _) => Answers.Text("found");
        Assert.Equal(1, Run(shop).Items[ItemState.Done]);
        Assert.Single(shop.Desk.Sent);
    }

    [Fact]
    public void A_lost_call_that_only_a_person_can_clear_up_holds_its_item()
    {
        using var shop = new Shop(new Desk("desk") { Profile = Of(RecoveryWay.Person) });
        shop.Crash(Write(), Shop.Items("a"), () => shop.Desk.Sent.Count == 1);
        var result = Run(shop);
        Assert.Equal(1, result.Items[ItemState.Review]);
        Assert.Single(shop.Desk.Sent);
        Assert.Contains("did attempt 1 of write arrive",
            shop.Journal.OfType<Record.Item>().Single(item => item.Was is not null).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_lost_in_a_crash_stays_booked_at_its_worst_case()
    {
        using var shop = new Shop();
        shop.Crash(Write(), Shop.Items("a"), () => shop.Desk.Sent.Count == 1);
        var result = Run(shop);
        Assert.Equal((1, Desk.WorstCase, Desk.Cost), (result.UnknownCalls, result.Unknown, result.Spent));
    }

    [Fact]
    public void What_a_lost_call_may_have_cost_counts_against_the_budget_of_the_next_life()
    {
        using var shop = new Shop();
        shop.Crash(Write(), Shop.Items("a"), () => shop.Desk.Sent.Count == 1);
        var result = shop.Run(Write(), Shop.Items("a"), options => options with { Budget = new(new Money(19_999)) });
        Assert.Equal(RunEnding.Budget, result.Ending);
        Assert.Single(shop.Desk.Sent);
    }

    private static Profile Of(RecoveryWay recovery) => new Profile("desk") with { Recovery = recovery };

    private static RunResult Run(Shop shop, int tries = 3) => shop.Run(Write(tries), Shop.Items("a"));

    private static Pipeline Write(int tries = 3, string? name = null) => Shop.Pipeline(
        new Stage("write", new Deed("w", async context =>
        {
            var tried = name is not null && context.Item.Key != name ? 3 : tries;
            var request = new Request("desk", "m", context.Item.Key) { Timeout = Patience, Tries = tried };
            return (await context.CallAsync(request)).Text;
        })));
}
