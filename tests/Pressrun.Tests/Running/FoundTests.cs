using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

/// <summary>What the simulation found, each as the shortest story that shows it.</summary>
public sealed class FoundTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public void Money_is_free_for_the_next_call_only_when_the_reply_that_frees_it_is_durable()
    {
        using var shop = new Shop();
        var refusals = 0;
        shop.Store = new Door(shop.Memory)
        {
            Before = batch => batch.Records.OfType<Record.Reply>().Any(reply => reply.Number == 1) && ++refusals <= 3
                ? Task.FromException(new StoreException(StoreFault.Full, "no room"))
                : Task.CompletedTask,
        };
        // Room for one worst case beside one real cost, not for two worst cases.
        shop.Run(Write("w"), Shop.Items("a", "b"), Budgeted(new(new Money(15_000))));
        var order = shop.Journal.Where(record => record is Record.Intent or Record.Reply)
            .Select(record => $"{record.GetType().Name} {record.Ordinal}");
        Assert.Equal(["Intent 1", "Reply 1", "Intent 2", "Reply 2"], order);
        Assert.Equal(4, refusals);
    }

    [Fact]
    public void Calls_of_a_superseded_run_are_in_the_quotas_of_the_next() => Supersede(TimeSpan.FromSeconds(1));

    [Fact]
    public void Calls_of_a_superseded_run_are_in_the_quotas_of_the_next_where_only_the_journal_tells() =>
        Supersede(TimeSpan.Zero);

    [Fact]
    public void Of_two_processes_that_find_no_run_one_makes_it_and_the_other_makes_none()
    {
        using var shop = new Shop();
        shop.Store = new Door(shop.Memory)
        {
            BeforeClaim = () => Task.Delay(TimeSpan.FromMilliseconds(1), shop.Desk.Time),
        };
        var (first, second) = (
            shop.Begin(Write("w"), Shop.Items("a"), options => options with { Holder = "one" }, begun: null),
            shop.Begin(Write("w"), Shop.Items("a"), options => options with { Holder = "two" }, begun: null));
        shop.Until(() => first.Task.IsCompleted && second.Task.IsCompleted);
        Assert.Single(shop.Memory.Image.Runs);
        Assert.Single(shop.Desk.Sent);
        var refused = Assert.Single([first.Task, second.Task], task => task.IsFaulted);
        Assert.Equal(StoreFault.Fenced, ((StoreException)refused.Exception!.InnerException!).Fault);
    }

    [Fact]
    public void A_reply_nobody_waits_for_keeps_no_run_from_saying_that_its_budget_is_used_up()
    {
        using var shop = new Shop();
        shop.Desk.Does = (_, _, _) => new TaskCompletionSource<Reply>().Task;
        var result = shop.Run(Patiently(), Shop.Items("a", "b"),
            options => options with { Budget = new(new Money(15_000)), Window = 1 });
        Assert.Equal((RunEnding.Budget, 1), (result.Ending, result.UnknownCalls));
        Assert.Equal((1, 1), (result.Items[ItemState.Failed], result.Items[ItemState.Open]));
    }

    [Fact]
    public void An_item_is_closed_when_nothing_of_it_is_under_way_although_a_stage_has_halted()
    {
        using var shop = new Shop();
        shop.Desk.Took = call => TimeSpan.FromSeconds(call.Stage == "quick" ? 1 : 30);
        shop.Desk.Says = (call, _) => call.Stage == "quick" ? Answers.Permanent() : Answers.Text("ok");
        var pipeline = Shop.Pipeline(new Stage("quick", Deed.Asks("q")), new Stage("slow", Deed.Asks("s")));
        var result = shop.Run(pipeline, Shop.Items("a"));
        Assert.Equal(1, result.Items[ItemState.Failed]);
        var closed = shop.Journal.OfType<Record.Item>().Single(item => item.Was is not null);
        Assert.Equal((Desk.Cost, "quick"), (closed.Spent, closed.Stage));
        Assert.All(shop.Journal.Where(record => record is Record.Reply or Record.Done),
            record => Assert.InRange(record.Seq, 1, closed.Seq));
    }

    [Fact]
    public void A_machine_that_slept_over_a_full_disk_goes_on_when_there_is_room()
    {
        using var shop = new Shop();
        var isSleeping = true;
        shop.Store = new Door(shop.Memory)
        {
            Before = async batch =>
            {
                if (isSleeping && batch.Records.Any(record => record is Record.Reply))
                {
                    isSleeping = false;
                    await Task.Delay(TimeSpan.FromHours(8), shop.Desk.Time);
                    throw new StoreException(StoreFault.Full, "no room");
                }
            },
        };
        var result = shop.Run(Write("w"), Shop.Items("a"));
        Assert.Equal((RunEnding.Complete, 1), (result.Ending, shop.Desk.Sent.Count));
        Assert.True(shop.Now > TimeSpan.FromHours(8));
    }

    [Fact]
    public void A_call_lost_today_counts_on_today_s_budget_in_the_next_life() =>
        Assert.True(AskAgain(after: TimeSpan.FromHours(1)) >= TimeSpan.FromDays(1));

    [Fact]
    public void A_call_lost_today_counts_on_today_s_budget_where_only_the_memo_knows_of_it_too() => Assert.True(
        AskAgain(after: TimeSpan.FromHours(1), lived: TimeSpan.FromSeconds(5)) >= TimeSpan.FromDays(1));

    [Fact]
    public void A_call_lost_yesterday_leaves_today_s_budget_alone() =>
        Assert.InRange(AskAgain(after: TimeSpan.FromHours(25)), TimeSpan.FromHours(25), TimeSpan.FromHours(26));

    [Fact]
    public void A_budget_of_a_day_that_stays_the_same_has_not_changed()
    {
        using var shop = new Shop();
        var budget = new Budget(new Money(1_000_000), new Money(500_000), new Money(100_000));
        for (var life = 1; life <= 3; life++)
        {
            var begun = shop.Now;
            shop.Crash(Write("w"), Shop.Items("a", "b", "c", "d"),
                () => shop.Now >= begun + TimeSpan.FromSeconds(1.5),
                options => options with { Budget = budget, Window = 1 });
        }

        Assert.All(shop.Journal.OfType<Record.Run>(), run => Assert.Equal((budget, null), (run.Budget, run.Cause)));
    }

    [Fact]
    public void A_stage_over_the_batch_sees_the_parts_of_an_item_in_their_own_order()
    {
        using var shop = new Shop();
        // The last part is done first.
        shop.Desk.Took = call => TimeSpan.FromSeconds(call.Part.Length == 0 ? 1 : 10 - call.Part[0] + '0');
        shop.Desk.Says = (call, _) => Answers.Text(call.Part.Length == 0 ? "ok" : call.Part);
        IReadOnlyList<string?> seen = [];
        var index = new Deed("index", async context =>
        {
            var read = new List<string?>();
            await foreach (var (_, outputs) in context.BatchAsync("parts"))
            {
                read.AddRange(outputs.Select(output => output.Text));
            }

            seen = read;
            return "ok";
        });
        shop.Run(Shop.Pipeline(
            new Stage("parts", Deed.Asks("p")) { Each = new(null, (_, _) => Part.Range(1, 4), "x") },
            new Stage("index", index) { IsOnce = true, Needs = ["parts"] }), Shop.Items("a"));
        Assert.Equal(["4", "3", "2", "1"], shop.Journal.OfType<Record.Done>().Where(done => done.Part.Length > 0)
            .Select(done => done.Part));
        Assert.Equal(["1", "2", "3", "4"], seen);
    }

    private static void Supersede(TimeSpan pulseEvery)
    {
        var limit = Limit.PerMinute(20) with { IsCeiling = true };
        using var shop = new Shop(new Desk("desk", limit));
        shop.Desk.Took = _ => TimeSpan.FromSeconds(0.1);
        for (var life = 1; life <= 4; life++)
        {
            var most = shop.Desk.Sent.Count + 8;
            // Another batch each time: what was begun is superseded, and a new run is made.
            var items = Enumerable.Range(life, 100).Select(number => $"i{number}").ToList();
            shop.Crash(Write("w"), Shop.Items(items), () => shop.Desk.Sent.Count >= most,
                options => options with { PulseEvery = pulseEvery });
        }

        Assert.Equal(4, shop.Memory.Image.Runs.Count);
        Assert.All(shop.Desk.Sent.Index(), sent =>
            Assert.InRange(sent.Index + 1, 1, 21 + (20 * sent.Item.At.TotalMinutes)));
    }

    [Fact]
    public void What_was_free_and_asked_anew_by_a_retry_is_what_a_later_run_knows()
    {
        using var shop = new Shop();
        var fetched = 0;
        shop.Desk.Asks = call => call.Stage == "fetch" ? default : new(10, 10, 0, Desk.WorstCase);
        shop.Desk.Says = (call, _) => call.Stage == "fetch"
            ? Answers.Text(++fetched == 1 ? "busy" : "page") with { Cost = Money.Zero }
            : Answers.Text($"<{call.Request.Content}>");
        static Pipeline Pipeline(string prompt) => Shop.Pipeline(
            new Stage("fetch", Deed.Asks("f"))
            {
                Gates = [new Check("page", output => new(output.Text == "page", "no page"))],
            },
            new Stage("write", Deed.Asks(prompt, needs: "fetch")) { Needs = ["fetch"] });
        Assert.Equal(1, shop.Run(Pipeline("w"), Shop.Items("a")).Items[ItemState.Failed]);
        Assert.Equal(1, shop.Run(Pipeline("w"), Shop.Items("a"), options => options with
        {
            Reopenings = [new(1, "a", ItemState.Failed, "fetch")],
        }).Items[ItemState.Done]);
        Assert.Equal(1, shop.Run(Pipeline("x"), Shop.Items("a")).Items[ItemState.Done]);
        Assert.Equal(2, fetched);
    }

    // When a call that was lost at the beginning of the first day is sent again.
    private static TimeSpan AskAgain(TimeSpan after, TimeSpan lived = default)
    {
        using var shop = new Shop();
        shop.Desk.Took = _ => TimeSpan.FromMinutes(1);
        // Room for one worst case a day.
        var budgeted = Budgeted(new(Day: new Money(15_000)));
        shop.Crash(Write("w"), Shop.Items("a"), () => shop.Desk.Sent.Count == 1 && shop.Now >= lived, budgeted);
        var isOver = false;
        Shop.After(shop.Loop.Node("night"), after, () => isOver = true);
        shop.Until(() => isOver);
        var result = shop.Run(Write("w"), Shop.Items("a"), budgeted);
        Assert.Equal((RunEnding.Complete, 1, 2), (result.Ending, result.UnknownCalls, shop.Desk.Sent.Count));
        return shop.Now;
    }

    private static Func<RunOptions, RunOptions> Budgeted(Budget budget) => options => options with { Budget = budget };

    private static Pipeline Write(string prompt) => Shop.Pipeline(new Stage("write", Deed.Asks(prompt)));

    // One try, given up after ten seconds.
    private static Pipeline Patiently() => Shop.Pipeline(new Stage("write", new Deed("w", async context =>
        (await context.CallAsync(new("desk", "m", context.Item.Key) { Timeout = Patience, Tries = 1 })).Text)));

    // A store that a test meddles with before it does anything.
    private sealed class Door(IStore inner) : DelegatingStore(inner)
    {
        public Func<Batch, Task> Before { get; init; } = _ => Task.CompletedTask;

        public Func<Task> BeforeClaim { get; init; } = () => Task.CompletedTask;

        public override async Task CommitAsync(Batch batch, CancellationToken ct)
        {
            await Before(batch);
            await base.CommitAsync(batch, ct);
        }

        public override async Task<RunLease?> ClaimAsync(RunClaim claim, CancellationToken ct)
        {
            await BeforeClaim();
            return await base.ClaimAsync(claim, ct);
        }
    }
}
