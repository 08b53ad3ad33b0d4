using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

/// <summary>A disk without room holds a run up; it fails no item, and whoever wants to leave may.</summary>
public sealed class RoomTests
{
    private static readonly string Long = new('x', Body.InlineMax + 1);

    [Fact]
    public void A_request_that_finds_no_room_waits_for_it()
    {
        var result = Run(Deed.Asks(Long), full: (At(0), At(200)), out var shop);
        Assert.Equal((RunEnding.Complete, 2), (result.Ending, result.Items[ItemState.Done]));
        Assert.InRange(shop.Now, At(200), At(210));
        Assert.Equal(2, shop.Desk.Sent.Count);
    }

    [Fact]
    public void A_result_that_finds_no_room_waits_for_it_and_is_not_paid_again()
    {
        var verb = new Deed("w", async context =>
            (await context.CallAsync(new("desk", "m", "short"))).Text + Long);
        var result = Run(verb, full: (At(0.5), At(200)), out var shop);
        Assert.Equal((RunEnding.Complete, 2), (result.Ending, result.Items[ItemState.Done]));
        Assert.Equal(2, shop.Desk.Sent.Count);
    }

    [Fact]
    public void After_five_minutes_without_room_the_run_ends_and_no_item_is_given_up()
    {
        var result = Run(Deed.Asks(Long), full: (At(0), At(10_000)), out var shop);
        Assert.Equal((RunEnding.Store, 2), (result.Ending, result.Items[ItemState.Open]));
        Assert.InRange(shop.Now, At(300), At(302));
        Assert.Empty(shop.Desk.Sent);
    }

    [Fact]
    public void What_is_in_flight_when_there_is_no_room_for_another_is_kept()
    {
        using var shop = new Shop();
        shop.Store = new Shelf(shop.Memory, () => false, _ => true);
        shop.Desk.Took = _ => TimeSpan.FromMinutes(7);
        var pipeline = Shop.Pipeline(new Stage("w", new Deed("w", async context => context.Item.Key == "a"
            ? Long : (await context.CallAsync(new("desk", "m", "short") { Timeout = At(3_600) })).Text)));
        Assert.Equal(RunEnding.Store, shop.Run(pipeline, Shop.Items("a", "b")).Ending);
        shop.Store = shop.Memory;
        Assert.Equal(2, shop.Run(pipeline, Shop.Items("a", "b")).Items[ItemState.Done]);
        Assert.Single(shop.Desk.Sent);
    }

    [Fact]
    public void A_disk_that_cannot_be_written_to_ends_the_run_and_gives_no_item_up()
    {
        using var shop = new Shop();
        shop.Store = new Shelf(shop.Memory, () => false, _ => true) { Fault = StoreFault.Unusable };
        var result = shop.Run(Shop.Pipeline(new Stage("w", Deed.Asks(Long))), Shop.Items("a", "b"));
        Assert.Equal((RunEnding.Store, 2), (result.Ending, result.Items[ItemState.Open]));
    }

    [Fact]
    public void A_request_on_its_way_to_the_disk_holds_no_slot()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(1)));
        shop.Store = new Shelf(shop.Memory, () => false, _ => false) { Puts = () => Task.Delay(At(9), shop.Desk.Time) };
        shop.Run(Shop.Pipeline(new Stage("w", new Deed("w", async context =>
            (await context.CallAsync(new("desk", "m", context.Item.Key == "a" ? Long : "short"))).Text))),
            Shop.Items("a", "b", "c"));
        Assert.Equal([("b", At(0)), ("c", At(1)), ("a", At(9))],
            shop.Desk.Sent.Select(sent => (sent.ItemKey, sent.At)));
    }

    [Fact]
    public void A_stop_at_once_waits_seconds_for_a_full_disk_and_not_minutes()
    {
        using var shop = new Shop();
        shop.Store = new Shelf(shop.Memory, () => shop.Now > At(0.5), _ => false);
        var result = shop.Run(Shop.Pipeline(new Stage("w", Deed.Asks("w"))), Shop.Items("a", "b"),
            begun: (run, node) => Shop.After(node, At(20), run.StopNow));
        Assert.Equal(2, result.Items[ItemState.Open]);
        Assert.InRange(shop.Now, At(20), At(26));
    }

    private static RunResult Run(Verb verb, (TimeSpan From, TimeSpan To) full, out Shop shop)
    {
        using var open = shop = new();
        open.Store = new Shelf(open.Memory, () => false, _ => open.Now >= full.From && open.Now < full.To);
        return open.Run(Shop.Pipeline(new Stage("w", verb)), Shop.Items("a", "b"));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private sealed class Shelf(IStore inner, Func<bool> isFull, Func<long, bool> isFullFor) : DelegatingStore(inner)
    {
        public StoreFault Fault { get; init; } = StoreFault.Full;

        public Func<Task> Puts { get; init; } = () => Task.CompletedTask;

        public override Task CommitAsync(Batch batch, CancellationToken ct) => isFull()
            ? Task.FromException(new StoreException(StoreFault.Full, "no room"))
            : base.CommitAsync(batch, ct);

        public override async Task<Blob> PutAsync(Stream content, CancellationToken ct)
        {
            await Puts();
            return isFullFor(content.Length)
                ? throw new StoreException(Fault, "no room")
                : await base.PutAsync(content, ct);
        }
    }
}
