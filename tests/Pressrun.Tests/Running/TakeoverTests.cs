using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

/// <summary>
/// What two processes on one store may not do to each other, each found by the simulation and told as the shortest
/// story that shows it.
/// </summary>
public sealed class TakeoverTests
{
    private static readonly Item[] Two = Shop.Items("a", "b");

    [Fact]
    public void A_call_that_waited_once_more_is_not_sent_by_a_process_that_was_taken_over_from_meanwhile()
    {
        using var shop = new Shop();
        var isFirst = true;
        shop.Store = new Door(shop.Memory)
        {
            // So slow that the admission has expired when the intent is durable.
            Before = batch => isFirst && batch.Records.Any(record => record is Record.Intent)
                ? Task.Delay(TimeSpan.FromSeconds(1), shop.Desk.Time)
                : Task.CompletedTask,
        };
        var (_, first) = shop.Begin(Pipeline(), [Two[0]], options => options with { Holder = "one" }, (run, node) =>
        {
            Shop.After(node, TimeSpan.FromSeconds(0.5), run.Pause);
            Shop.After(node, TimeSpan.FromSeconds(20), run.Go);
        });
        shop.Until(() => shop.Now >= TimeSpan.FromSeconds(5));
        isFirst = false;
        Assert.Empty(shop.Desk.Sent);
        var second = shop.Run(Pipeline(), [Two[0]], options => options with { Holder = "two" });
        Assert.Equal(RunEnding.Complete, second.Ending);
        shop.Until(() => first.IsCompleted);
        Assert.Equal(2, Assert.Single(shop.Desk.Sent).Attempt);
    }

    [Fact]
    public void An_item_that_somebody_else_has_taken_up_meanwhile_is_not_reopened_again()
    {
        using var shop = new Shop();
        var isDown = true;
        shop.Desk.Says = (_, _) => isDown ? Answers.Permanent() : Answers.Text("ok");
        shop.Run(Pipeline(), Two);
        isDown = false;
        Assert.Equal(2, shop.Run(Pipeline(), Two, Reopen(1, 2)).Items[ItemState.Done]);
        // Asked for when both had failed, and claimed only now.
        var late = shop.Run(Pipeline(), Two, Reopen(1, 2));
        Assert.Equal(2, late.Items[ItemState.Done]);
        Assert.Equal(4, shop.Desk.Sent.Count);
    }

    [Fact]
    public void An_item_of_which_a_process_died_while_it_tried_it_again_is_tried_on()
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) =>
            call.ItemKey == "a" && shop.Desk.CallsOf("a") < 3 ? Answers.Permanent() : Answers.Text("ok");
        Assert.Equal(1, shop.Run(Pipeline(), [Two[0]]).Items[ItemState.Failed]);
        // Another batch of the same definition: what failed is left alone at first.
        shop.Crash(Pipeline(), Two, () => shop.Desk.CallsOf("a") == 2,
            options => options with { RetriesOfFailed = 1, Window = 1 });
        var last = shop.Run(Pipeline(), Two);
        Assert.Equal((RunEnding.Complete, 2), (last.Ending, last.Items[ItemState.Done]));
    }

    private static Func<RunOptions, RunOptions> Reopen(params long[] ordinals) => options => options with
    {
        Reopenings = [.. ordinals.Select(ordinal =>
            new Reopening(ordinal, Two[(int)ordinal - 1].Key, ItemState.Failed, "write"))],
    };

    private static Pipeline Pipeline() => Shop.Pipeline(new Stage("write", Deed.Asks("w")));

    private sealed class Door(IStore inner) : DelegatingStore(inner)
    {
        public Func<Batch, Task> Before { get; init; } = _ => Task.CompletedTask;

        public override async Task CommitAsync(Batch batch, CancellationToken ct)
        {
            await Before(batch);
            await base.CommitAsync(batch, ct);
        }
    }
}
