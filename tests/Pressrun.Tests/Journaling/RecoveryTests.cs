using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Journaling;

public sealed class RecoveryTests
{
    [Fact]
    public void The_state_after_a_crash_is_what_the_journal_says_wherever_the_run_was_killed()
    {
        for (var records = 1; records <= 60; records++)
        {
            using var shop = Killed(records);
            var journal = shop.Journal.ToList();
            var recovery = Recover(shop);
            var expected = new RunState();
            foreach (var record in journal.Concat(shop.Journal.Skip(journal.Count)))
            {
                expected.Apply(record);
            }

            Assert.Equal(expected.Describe(), recovery.State.Describe());
        }
    }

    [Fact]
    public void The_state_after_a_crash_is_the_state_before_it_but_for_calls_that_were_open()
    {
        for (var records = 1; records <= 60; records++)
        {
            using var shop = Killed(records);
            var before = Fold(shop);
            var left = before.Open.Count;
            var after = Recover(shop).State;
            Assert.Equal(
                (before.Total, before.Spent, before.LastOrdinal), (after.Total, after.Spent, after.LastOrdinal));
            Assert.Equal(before.Reserved + before.Unknown, after.Unknown);
            Assert.Equal((left, Money.Zero), (after.Open.Count, after.Reserved));
        }
    }

    [Fact]
    public void A_call_that_was_open_becomes_unknown_and_is_no_try()
    {
        using var shop = new Shop();
        shop.Crash(Write(), Shop.Items("a", "b"), () => shop.Desk.Sent.Count == 2);
        var recovery = Recover(shop);
        Assert.Equal(2, recovery.Left.Count);
        Assert.Equal(2, shop.Journal.OfType<Record.Lease>().Last().Left);
        Assert.All(shop.Journal.OfType<Record.Unknown>(), unknown => Assert.False(unknown.IsTry));
        Assert.Equal(2, shop.Journal.OfType<Record.Unknown>().Count());
    }

    [Fact]
    public void A_call_that_was_unknown_before_is_not_booked_again()
    {
        using var shop = new Shop();
        shop.Crash(Write(), Shop.Items("a"), () => shop.Desk.Sent.Count == 1);
        Recover(shop);
        Assert.Empty(Recover(shop).Left);
        Assert.Single(shop.Journal.OfType<Record.Unknown>());
    }

    [Fact]
    public void A_damaged_memo_is_rebuilt_from_the_journal()
    {
        using var shop = Killed(30);
        var before = Fold(shop);
        var after = Recover(shop, memo: "{\"v\":1,\"oops").State;
        Assert.Equal((before.Total, before.Spent, before.Open.Count), (after.Total, after.Spent, after.Open.Count));
    }

    [Fact]
    public void The_journal_of_a_batch_stage_is_in_memory_after_recovery()
    {
        using var shop = new Shop();
        var pipeline = Shop.Pipeline(new Stage("plan", Deed.Asks("plan")) { IsOnce = true }, Write().Stages[0]);
        shop.Crash(pipeline, Shop.Items("a"), () => shop.Journal.OfType<Record.Done>().Any());
        Assert.NotNull(Recover(shop).State.Live[0].FindDone("plan", ""));
    }

    private static Shop Killed(int records)
    {
        var shop = new Shop(new Desk("desk", Limit.AtOnce(2)));
        shop.Desk.Says = (call, attempt) => (call.ItemKey, attempt) switch
        {
            ("b", 1) => Answers.Transient(),
            ("c", 1) => Answers.Lost(),
            ("d", _) => Answers.Permanent(),
            _ => Answers.Text("ok"),
        };
        var (node, task) = shop.Begin(Write(), Shop.Items("a", "b", "c", "d", "e"),
            options => options with { PulseEvery = TimeSpan.FromSeconds(1.5) }, begun: null);
        shop.Until(() => task.IsCompleted || shop.Journal.Count() >= records);
        node.Kill();
        return shop;
    }

    private static RunState Fold(Shop shop)
    {
        var state = new RunState();
        foreach (var record in shop.Journal)
        {
            state.Apply(record);
        }

        return state;
    }

    private static Recovery Recover(Shop shop, string? memo = null)
    {
        var node = shop.Loop.Node("engine");
        var reading = Task.FromResult<Recovery>(null!);
        var claim = shop.Memory.Image.Claim(new("p", "tests"))!;
        var lease = memo is null ? claim : claim with { Memo = memo };
        var started = node.StartAsync(() => reading = Recovery.ReadAsync(
            node, shop.Memory, lease, "tests", _ => new Dictionary<string, string>(StringComparer.Ordinal),
            new Dictionary<string, string>(StringComparer.Ordinal), TimeSpan.Zero, CancellationToken.None));
        shop.Until(() => started.IsCompleted);
        return reading.Result;
    }

    private static Pipeline Write() => Shop.Pipeline(new Stage("write", Deed.Asks("w")));
}
