using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Stores;

/// <summary>Folds written beside the journal, and the guard that an item is open in one run only.</summary>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task A_pulse_written_twice_changes_nothing()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        Record[] notes = [Note(1, "a"), Note(1, "b"), Note(2, "c")];
        await CommitAsync(store, lease, [Added(1), Added(2), .. notes]);
        var pulse = Pulse(
            notes, [Row(2, ItemState.Failed)], new Dictionary<string, string> { ["lane"] = "x" }, "memo", notes[2].Seq);
        for (var times = 0; times < 3; times++)
        {
            await store.CommitAsync(new(lease, [], pulse), Ct);
            Same(notes.Take(2), (await WindowAsync(store, lease)).Skip(1));
            Same(notes.Skip(2), await ReadAsync(store, lease, new Query.Item(2)));
        }

        lease = await TakeOverAsync(store);
        Assert.Equal(("memo", notes[2].Seq, "x"), (lease.Memo, lease.Folded, lease.Lanes["lane"]));
    }

    [Fact]
    public async Task A_slice_without_memo_leaves_the_last_memo_in_force()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        await PulseAsync(store, lease, memo: "first", folded: 7);
        await PulseAsync(store, lease, items: [], folded: 8);
        lease = await TakeOverAsync(store);
        Assert.Equal(("first", 7), (lease.Memo, lease.Folded));
        await PulseAsync(store, lease, memo: "second", folded: 9);
        lease = await TakeOverAsync(store);
        Assert.Equal(("second", 9), (lease.Memo, lease.Folded));
    }

    [Fact]
    public async Task Lanes_are_known_to_every_run_as_the_last_writer_left_them()
    {
        var store = await OpenAsync();
        var articles = await NewRunAsync(store);
        var others = await NewRunAsync(store, "0000000b", "others");
        await PulseAsync(store, articles, lanes: new Dictionary<string, string> { ["a"] = "1", ["b"] = "1" });
        await PulseAsync(store, others, lanes: new Dictionary<string, string> { ["b"] = "2", ["c"] = "2" });
        var lanes = (await TakeOverAsync(store)).Lanes.OrderBy(lane => lane.Key, StringComparer.Ordinal);
        Assert.Equal(["a 1", "b 2", "c 2"], lanes.Select(lane => $"{lane.Key} {lane.Value}"));
    }

    [Fact]
    public async Task Records_and_pulse_of_one_batch_are_one_step()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        var note = Note(1, "a");
        await CommitAsync(store, lease, Added(1), note);
        var closing = new Record.Item(1, ItemState.Done, ItemState.Open, Spent: new(5));
        await store.CommitAsync(new(lease, [closing], Pulse([note], [Row(1, ItemState.Done)])), Ct);
        Assert.Empty(await WindowAsync(store, lease));
        Same([note], await ReadAsync(store, lease, new Query.Item(1)));
        Same([closing], await TailAsync(store, lease, note.Seq));
    }

    [Fact]
    public async Task An_item_that_is_reopened_is_in_the_window_again()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        await CommitAsync(store, lease, Added(1), Added(2));
        foreach (var state in Enum.GetValues<ItemState>().Where(state => state != ItemState.Open))
        {
            await PulseAsync(store, lease, items: [Row(1, state)]);
            Assert.Equal([2], Items(await WindowAsync(store, lease)));
            await PulseAsync(store, lease, items: [Row(1, ItemState.Open)]);
            Assert.Equal([1, 2], Items(await WindowAsync(store, lease)));
        }
    }

    [Fact]
    public async Task An_item_open_in_one_run_is_not_opened_in_another()
    {
        var store = await OpenAsync();
        var first = await NewRunAsync(store);
        await CommitAsync(store, first, Added(1, "topic"));
        var second = await NewRunAsync(store, "0000000b");
        var note = Note(0, "goes with it");
        var refusal = await RefusedAsync(
            StoreFault.Unusable, () => CommitAsync(store, second, note, Added(1, "fresh"), Added(2, "topic")));
        Assert.Contains("topic", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(first.Id, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, note.Seq);
        Assert.Empty(await TailAsync(store, second));
        Assert.Empty(await WindowAsync(store, second));
    }

    [Fact]
    public async Task An_item_is_not_reopened_while_another_run_has_it_open()
    {
        var store = await OpenAsync();
        var first = await NewRunAsync(store);
        await CommitAsync(store, first, Added(1, "topic"));
        await PulseAsync(store, first, items: [Row(1, ItemState.Failed)]);
        var second = await NewRunAsync(store, "0000000b");
        await CommitAsync(store, second, Added(1, "topic"));
        var note = Note(1, "goes with it");
        await RefusedAsync(StoreFault.Unusable, () => store.CommitAsync(
            new(first, [note], Pulse(items: [Row(1, ItemState.Open)], memo: "new", folded: 3)), Ct));
        Assert.Single(await TailAsync(store, first));
        Assert.Empty(await WindowAsync(store, first));
        Assert.Null((await TakeOverAsync(store)).Memo);
        Assert.Equal(ItemState.Failed, await StateElsewhereAsync(store, second, "topic"));
    }

    [Fact]
    public async Task A_key_is_open_only_once_in_its_own_run_too()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        await RefusedAsync(StoreFault.Unusable, () => CommitAsync(store, lease, Added(1, "twice"), Added(2, "twice")));
        Assert.Empty(await TailAsync(store, lease));
        await CommitAsync(store, lease, Added(1, "one"));
        await RefusedAsync(StoreFault.Unusable, () => CommitAsync(store, lease, Added(1, "same ordinal")));
        Assert.Equal([1], Items(await WindowAsync(store, lease)));
    }

    [Fact]
    public async Task An_item_closed_in_one_run_is_opened_in_another()
    {
        var store = await OpenAsync();
        var first = await NewRunAsync(store);
        await CommitAsync(store, first, Added(1, "topic"));
        await PulseAsync(store, first, items: [Row(1, ItemState.Done)]);
        var second = await NewRunAsync(store, "0000000b");
        await CommitAsync(store, second, Added(5, "topic"));
        Assert.Equal([5], Items(await WindowAsync(store, second)));
    }

    [Fact]
    public async Task A_superseded_run_leaves_its_open_items_out()
    {
        var store = await OpenAsync();
        var first = await NewRunAsync(store);
        await CommitAsync(store, first, Added(1, "open"), Added(2, "done"));
        await PulseAsync(store, first, items: [Row(2, ItemState.Done)]);
        var superseded = new Record.Run(RunPhase.Superseded, Pipeline, "f1", "s1", Budget.Unlimited, "changed");
        await store.CommitAsync(new(first, [superseded], Pulse(items: [Row(1, ItemState.Open)])), Ct);
        Assert.Empty(await WindowAsync(store, first));
        var second = await NewRunAsync(store, "0000000b");
        await CommitAsync(store, second, Added(1, "open"), Added(2, "done"));
        Assert.Equal([1, 2], Items(await WindowAsync(store, second)));
        Assert.Equal(ItemState.LeftOut, await StateElsewhereAsync(store, second, "open"));
        Assert.Equal(ItemState.Done, await StateElsewhereAsync(store, second, "done"));
    }

    private static async Task<ItemState> StateElsewhereAsync(IStore store, RunLease lease, string key) =>
        Assert.IsType<Record.Item>(Assert.Single(await ReadAsync(store, lease, new Query.Elsewhere(key)))).State;
}
