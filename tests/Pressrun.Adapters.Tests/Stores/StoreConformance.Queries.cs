using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Stores;

/// <summary>What can be read, and in which order.</summary>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task The_tail_begins_after_the_seq_named_wherever_that_lies()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        var records = new List<Record>();
        foreach (var count in new[] { 3, 512, 1, 400, 200, 2, 511, 512, 7 })
        {
            Record[] some = [.. Enumerable.Range(0, count).Select(i => Note(i % 5, $"{i}"))];
            await CommitAsync(store, lease, some);
            records.AddRange(some);
        }

        Same(records, await TailAsync(store, lease));
        foreach (var known in new[] { 1, 2, 3, 4, 514, 515, 516, 517, 1_000, records.Count - 1, records.Count })
        {
            Same(records.Skip(known), await TailAsync(store, lease, records[known - 1].Seq));
        }
    }

    [Fact]
    public async Task The_window_takes_open_items_least_priority_first()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        await CommitAsync(
            store, lease, Added(1), Added(2, priority: 9), Added(3, priority: -4), Added(4, priority: 5), Added(5),
            Added(6, priority: long.MinValue), Added(7, priority: long.MaxValue), Added(8));
        await PulseAsync(store, lease, items: [Row(8, ItemState.Review)]);
        Assert.Equal([6, 3, 1, 4, 5, 2, 7], Items(await WindowAsync(store, lease)));
        Assert.Equal([6, 3, 1], Items(await WindowAsync(store, lease, limit: 3)));
        Assert.Empty(await WindowAsync(store, lease, limit: 0));
        Assert.Equal([4, 5], Items(await ReadAsync(store, lease, new Query.Window(1, 1, 2))));
        Assert.Equal([5, 2, 7], Items(await ReadAsync(store, lease, new Query.Window(5, 4, 9))));
    }

    [Fact]
    public async Task The_window_gives_each_item_as_it_was_added()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        var nasty = new Record.Item(1, ItemState.Open, Added: new(RecordSamples.Nasty, RecordSamples.Nasty)
        {
            Ordinal = 1,
            Title = RecordSamples.Nasty,
            Priority = -1,
        });
        await CommitAsync(store, lease, nasty, Added(2));
        var window = await WindowAsync(store, lease);
        Assert.Equal(Content(nasty), Content(window[0]));
        var plain = Assert.IsType<Record.Item>(window[1]);
        Assert.Equal((2, ItemState.Open, null), (plain.Number, plain.State, plain.Was));
        Assert.Equal(("item-2", "{\"n\":2}", null), (plain.Added!.Key, plain.Added.Input, plain.Added.Title));
        Assert.Equal(2, plain.Added.Ordinal);
        Assert.Equal(2, plain.Added.Priority ?? plain.Number);
    }

    [Fact]
    public async Task The_window_gives_after_each_item_what_its_trail_names()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        await CommitAsync(store, lease, [.. Enumerable.Range(1, 300).Select(i => Added(i, priority: -i))]);
        var notes = new List<Record>();
        for (var round = 0; round < 6; round++)
        {
            Record[] some = [.. Enumerable.Range(1, 300).Select(i => Note(i, $"{round}")), Note(7, "not in the trail")];
            await CommitAsync(store, lease, some);
            notes.AddRange(some[..^1]);
        }

        await PulseAsync(store, lease, notes);
        var window = await WindowAsync(store, lease);
        Assert.Equal(300 * 7, window.Count);
        for (var i = 0; i < 300; i++)
        {
            Assert.Equal(300 - i, Assert.IsType<Record.Item>(window[i * 7]).Number);
            Same(notes.Where(note => note.Ordinal == 300 - i), window.Skip((i * 7) + 1).Take(6));
        }
    }

    [Fact]
    public async Task A_window_longer_than_any_page_is_complete_and_continues_where_it_ended()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        foreach (var some in Enumerable.Range(1, 2_000).Chunk(Batch.RecordsMax))
        {
            await CommitAsync(store, lease, [.. some.Select(i => Added(i, priority: i % 7))]);
        }

        var order = Enumerable.Range(1, 2_000).OrderBy(i => i % 7).ThenBy(i => i).Select(i => (long)i).ToList();
        Assert.Equal(order, Items(await WindowAsync(store, lease)));
        Assert.Equal(order.Take(1_300), Items(await WindowAsync(store, lease, limit: 1_300)));
        var last = order[1_299];
        Assert.Equal(order.Skip(1_300), Items(await ReadAsync(store, lease, new Query.Window(last % 7, last, 5_000))));
    }

    [Fact]
    public async Task An_items_records_come_in_order_of_their_seqs_however_many()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        var records = new List<Record>();
        for (var i = 0; i < 1_200; i += 4)
        {
            Record[] some = [Note(3, $"{i}"), Note(0, "batch"), Done(3, "script", $"{i}"), Note(4, "other")];
            await CommitAsync(store, lease, some);
            records.AddRange(some);
        }

        await PulseAsync(store, lease, records.AsEnumerable().Reverse());
        Same(records.Where(r => r.Ordinal == 3), await ReadAsync(store, lease, new Query.Item(3)));
        Same(records.Where(r => r.Ordinal == 0), await ReadAsync(store, lease, new Query.Item(0)));
        Assert.Empty(await ReadAsync(store, lease, new Query.Item(5)));
    }

    [Fact]
    public async Task Elsewhere_is_the_same_key_in_other_runs_newest_first_as_it_now_stands()
    {
        var store = await OpenAsync();
        var foreign = await NewRunAsync(store, "00000001", "others");
        await CommitAsync(store, foreign, Added(1, "topic"));
        var first = await NewRunAsync(store);
        Record[] ofFirst = [Done(1, "script", "one"), Note(1, "more")];
        await CommitAsync(store, first, [Added(1, "topic"), Added(2, "side"), .. ofFirst]);
        await PulseAsync(store, first, ofFirst, [new(1, ItemState.Failed, "voice", "too long", 9_000)]);
        var second = await NewRunAsync(store, "0000000b");
        var ofSecond = Done(8, "script", "two");
        await CommitAsync(store, second, Added(8, "topic", priority: 3), ofSecond);
        await PulseAsync(store, second, [ofSecond], [new(8, ItemState.Done, null, null, 0)]);
        var third = await NewRunAsync(store, "0000000c");
        var ofThird = Note(1, "my own");
        await CommitAsync(store, third, Added(1, "topic"), ofThird);
        await PulseAsync(store, third, [ofThird]);

        var found = await ReadAsync(store, third, new Query.Elsewhere("topic"));
        Assert.Equal(5, found.Count);
        var done = Assert.IsType<Record.Item>(found[0]);
        Assert.Equal((8, ItemState.Done, null, "topic"), (done.Number, done.State, done.Was, done.Added!.Key));
        Same([ofSecond], found[1..2]);
        var failed = Assert.IsType<Record.Item>(found[2]);
        Assert.Equal(
            (1, ItemState.Failed, "voice", "too long", new Money(9_000)),
            (failed.Number, failed.State, failed.Stage, failed.Cause, failed.Spent));
        Same(ofFirst, found[3..]);
        Assert.Empty(await ReadAsync(store, third, new Query.Elsewhere("nowhere")));
        Assert.Single(await ReadAsync(store, third, new Query.Elsewhere("side")));
    }

    [Fact]
    public async Task Elsewhere_under_the_empty_key_is_the_batch_itself()
    {
        var store = await OpenAsync();
        var (first, second) = (await NewRunAsync(store), await NewRunAsync(store, "0000000b"));
        var foreign = await NewRunAsync(store, "0000000c", "others");
        Record[] records = [Done(0, "digest", "1"), Done(0, "digest", "2"), Done(0, "digest", "3")];
        await CommitAsync(store, first, records[0]);
        await CommitAsync(store, second, records[1]);
        await CommitAsync(store, foreign, records[2]);
        await PulseAsync(store, first, records[..1]);
        await PulseAsync(store, second, records[1..2]);
        await PulseAsync(store, foreign, records[2..]);
        var third = await NewRunAsync(store, "0000000d");
        Same([records[1], records[0]], await ReadAsync(store, third, new Query.Elsewhere("")));
        Same([records[0]], await ReadAsync(store, second, new Query.Elsewhere("")));
    }

    [Fact]
    public async Task Outputs_come_in_item_order_with_the_results_of_one_stage()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        var results = new List<Record>();
        foreach (var some in Enumerable.Range(1, 700).Chunk(100))
        {
            Record[] done = [.. some.Select(i => Done(i, "script", $"{i}"))];
            Record[] other = [.. some.Select<int, Record>(i => i % 2 == 0 ? Done(i, "voice", "v") : Note(i, "n"))];
            await CommitAsync(store, lease, [.. some.Select(i => Added(i, priority: -i)), .. done, .. other]);
            await PulseAsync(
                store, lease, [.. done, .. other],
                [.. some.Where(i => i % 3 == 0).Select(i => Row(i, ItemState.Done))]);
            results.AddRange(done);
        }

        var all = await ReadAsync(store, lease, new Query.Outputs("script", IsDoneOnly: false));
        Assert.Equal(results.Select(result => result.Ordinal), Items(all));
        Same(results, all.Where((_, place) => place % 2 == 1));
        var doneOnly = await ReadAsync(store, lease, new Query.Outputs("script", IsDoneOnly: true));
        Assert.Equal(Enumerable.Range(1, 233).Select(i => i * 3L), Items(doneOnly));
        Same(results.Where(result => result.Ordinal % 3 == 0), doneOnly.Where((_, place) => place % 2 == 1));
        var bare = await ReadAsync(store, lease, new Query.Outputs(null, IsDoneOnly: true));
        Assert.Equal(bare, bare.OfType<Record.Item>());
        Assert.Equal(Items(doneOnly), Items(bare));
    }

    [Fact]
    public async Task Outputs_give_items_as_they_stand_and_every_result_of_the_stage()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        Record[] results = [Done(1, "script", "a"), Done(1, "script", "b")];
        await CommitAsync(store, lease, [Added(1, priority: 1), .. results]);
        await PulseAsync(store, lease, results, [Row(1, ItemState.Failed)]);
        var outputs = await ReadAsync(store, lease, new Query.Outputs("script", IsDoneOnly: false));
        var item = Assert.IsType<Record.Item>(outputs[0]);
        Assert.Equal((1L, ItemState.Failed), (item.Number, item.State));
        Assert.Equal(Added(1, priority: 1).Added!.Key, item.Added!.Key);
        Same(results, outputs.Skip(1));
    }

    [Fact]
    public async Task Reading_may_be_given_up_and_begun_again()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        Record[] notes = [.. Enumerable.Range(0, 100).Select(i => Note(0, $"{i}"))];
        await CommitAsync(store, lease, notes);
        await foreach (var record in store.ReadAsync(lease, new Query.Tail(0), Ct))
        {
            Assert.Equal(notes[0].Seq, record.Seq);
            break;
        }

        Same(notes, await TailAsync(store, lease));
    }
}
