using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Stores;

/// <summary>Batches: order, stamps, what comes back.</summary>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task Seqs_are_gap_free_within_a_batch_and_ascend_over_batches()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        var last = 0L;
        foreach (var count in new[] { 1, Batch.RecordsMax, 3, 64, 1 })
        {
            Record[] records = [.. Enumerable.Range(0, count).Select(i => Note(0, $"{i}"))];
            await CommitAsync(store, lease, records);
            Assert.True(records[0].Seq > last);
            Assert.Equal(Enumerable.Range(0, count).Select(i => records[0].Seq + i), records.Select(r => r.Seq));
            Assert.All(records, record => Assert.Equal(records[0].At, record.At));
            Assert.True(records[0].At > 0);
            last = records[^1].Seq;
        }
    }

    [Fact]
    public async Task Seqs_go_on_ascending_in_the_next_process_and_in_other_runs()
    {
        var store = await OpenAsync();
        var first = Note(0, "first");
        await CommitAsync(store, await NewRunAsync(store), first);
        store = await ReopenAsync(store);
        var second = Note(0, "second");
        await CommitAsync(store, await TakeOverAsync(store), second);
        var third = Note(0, "third");
        await CommitAsync(store, await NewRunAsync(store, "0000000b", "others"), third);
        Assert.True(first.Seq < second.Seq && second.Seq < third.Seq);
    }

    [Fact]
    public async Task A_batch_of_more_than_512_records_is_refused()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        Record[] records = [.. Enumerable.Range(0, Batch.RecordsMax + 1).Select(i => Note(0, $"{i}"))];
        await Assert.ThrowsAsync<ArgumentException>(() => CommitAsync(store, lease, records));
        Assert.Empty(await TailAsync(store, lease));
    }

    [Fact]
    public async Task A_batch_of_nothing_is_refused()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        await Assert.ThrowsAsync<ArgumentException>(() => CommitAsync(store, lease));
        Assert.Empty(await TailAsync(store, lease));
    }

    [Fact]
    public async Task A_record_that_is_durable_is_not_written_again()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        var (once, fresh) = (Note(0, "once"), Note(0, "goes with it"));
        await CommitAsync(store, lease, once);
        await Assert.ThrowsAsync<ArgumentException>(() => CommitAsync(store, lease, fresh, once));
        Assert.Equal(0, fresh.Seq);
        Same([once], await TailAsync(store, lease));
    }

    [Fact]
    public async Task What_was_acknowledged_is_read_at_once()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        for (var i = 1; i <= 50; i++)
        {
            var (item, note) = (Added(i), Note(i, $"{i}"));
            await CommitAsync(store, lease, item, note);
            await PulseAsync(store, lease, [note]);
            Same([item, note], await TailAsync(store, lease, item.Seq - 1));
            Same([note], await ReadAsync(store, lease, new Query.Item(i)));
            Assert.Equal(i, Items(await WindowAsync(store, lease)).Last());
        }
    }

    [Fact]
    public async Task Every_kind_of_record_comes_back_byte_for_byte()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        var records = RecordSamples.All();
        foreach (var some in records.Chunk(10))
        {
            await CommitAsync(store, lease, some);
        }

        Assert.Equal(RecordSamples.All().Select(Content), records.Select(Content));
        Same(records, await TailAsync(store, lease));
        store = await ReopenAsync(store);
        Same(records, await TailAsync(store, await TakeOverAsync(store)));
    }

    [Fact]
    public async Task A_record_read_alone_equals_the_record_read_among_all()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        var records = RecordSamples.All().Where(record => record is not Record.Item).ToArray();
        await CommitAsync(store, lease, records);
        for (var i = 0; i < records.Length; i++)
        {
            var trail = new Pulse([new(i + 1, records[i].Seq)], [], new Dictionary<string, string>(), null, 0);
            await store.CommitAsync(new(lease, [], trail), Ct);
            Same([records[i]], await ReadAsync(store, lease, new Query.Item(i + 1)));
        }
    }

    [Fact]
    public async Task A_batch_may_be_full_of_large_bodies()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        Record[] records = [.. Enumerable.Range(0, 64).Select(i => Done(i, "script", new('x', Body.InlineMax - i)))];
        await CommitAsync(store, lease, records);
        Same(records, await TailAsync(store, lease));
    }

    [Fact]
    public async Task Lone_surrogates_become_the_replacement_character()
    {
        Assert.SkipUnless(IsEncoding, "This store keeps records as they are given.");
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        await CommitAsync(store, lease, Note(0, "a\ud800b"), Done(0, "script", "c\udc00d"), Added(1, "e\ud83df"));
        store = await ReopenAsync(store);
        lease = await TakeOverAsync(store);
        var tail = await TailAsync(store, lease);
        Assert.Equal("a\ufffdb", ((Record.Note)tail[0]).Text);
        Assert.Equal("c\ufffdd", ((Record.Done)tail[1]).Output.Text);
        Assert.Equal("e\ufffdf", ((Record.Item)tail[2]).Added!.Key);
        Assert.Equal("e\ufffdf", Assert.IsType<Record.Item>(Assert.Single(await WindowAsync(store, lease))).Added!.Key);
    }

    [Fact]
    public async Task Keys_that_become_the_same_text_are_the_same_key()
    {
        Assert.SkipUnless(IsEncoding, "This store keeps records as they are given.");
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        await RefusedAsync(
            StoreFault.Unusable, () => CommitAsync(store, lease, Added(1, "e\ud83d"), Added(2, "e\ud83e")));
        Assert.Empty(await TailAsync(store, lease));
    }

    [Fact]
    public async Task Batches_become_durable_in_the_order_of_the_calls_however_many_tasks_call()
    {
        const int Tasks = 8, PerTask = 1_250;
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        var gate = new Lock();
        var called = new List<Record>();
        var commits = new List<Task>();
        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(
            () =>
            {
                for (var i = 0; i < PerTask; i++)
                {
                    var note = Note(task, $"{i}");
                    lock (gate)
                    {
                        called.Add(note);
                        commits.Add(CommitAsync(store, lease, note));
                    }
                }
            },
            Ct)));
        await Task.WhenAll(commits);
        Assert.Equal(called.Select(record => record.Seq).Order(), called.Select(record => record.Seq));
        Same(called, await TailAsync(store, lease));
    }
}
