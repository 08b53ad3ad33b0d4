using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Stores;

/// <summary>Who may drive a run, and who may no longer.</summary>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task Nothing_is_claimed_where_the_pipeline_has_no_run()
    {
        var store = await OpenAsync();
        await NewRunAsync(store, pipeline: "others");
        Assert.Null(await store.ClaimAsync(new(Pipeline, "me"), Ct));
    }

    [Fact]
    public async Task A_new_run_begins_with_nothing()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store, "0a1b2c3d");
        Assert.Equal("0a1b2c3d", lease.Id);
        Assert.Equal((1, null, 0, false), (lease.Run, lease.Memo, lease.Folded, lease.HasEarlier));
        Assert.Empty(lease.Lanes);
        Assert.Empty(await TailAsync(store, lease));
        Assert.Empty(await WindowAsync(store, lease));
    }

    [Fact]
    public async Task The_latest_run_of_the_pipeline_is_taken_over()
    {
        var store = await OpenAsync();
        await NewRunAsync(store);
        var second = await NewRunAsync(store, "0000000b");
        await NewRunAsync(store, "0000000c", "others");
        var taken = await TakeOverAsync(store);
        Assert.Equal((second.Run, second.Id), (taken.Run, taken.Id));
        Assert.True(taken.Epoch > second.Epoch);
    }

    [Fact]
    public async Task Earlier_runs_are_those_of_the_same_pipeline()
    {
        var store = await OpenAsync();
        await NewRunAsync(store, "0000000a", "others");
        var first = await NewRunAsync(store, "0000000b");
        var second = await NewRunAsync(store, "0000000c");
        Assert.False(first.HasEarlier);
        Assert.True(second.HasEarlier);
        Assert.True((await TakeOverAsync(store)).HasEarlier);
        Assert.False((await TakeOverAsync(store, "others")).HasEarlier);
    }

    [Fact]
    public async Task An_id_that_is_taken_makes_no_second_run()
    {
        var store = await OpenAsync();
        await NewRunAsync(store);
        var refusal = await RefusedAsync(StoreFault.Unusable, () => NewRunAsync(store, pipeline: "others"));
        Assert.Contains("0000000a", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await store.ClaimAsync(new("others", "me"), Ct));
    }

    [Fact]
    public async Task A_first_run_is_made_only_while_there_is_none()
    {
        var store = await OpenAsync();
        await NewRunAsync(store, "00000001", "others");
        var first = await NewRunAfterAsync(store, "0000000a", RunLease.None);
        Assert.NotNull(first);
        await RefusedAsync(StoreFault.Fenced, () => NewRunAfterAsync(store, "0000000b", RunLease.None));
        var latest = await TakeOverAsync(store);
        Assert.Equal((first.Run, first.Epoch + 1), (latest.Run, latest.Epoch));
    }

    [Fact]
    public async Task A_new_run_follows_the_latest_claim_of_its_pipeline()
    {
        var store = await OpenAsync();
        var first = await NewRunAsync(store);
        var taken = await TakeOverAsync(store);
        await NewRunAsync(store, "00000001", "others");
        var second = await NewRunAfterAsync(store, "0000000b", taken);
        Assert.NotNull(second);
        Assert.Equal("0000000b", second.Id);
        Assert.True(second.Run > first.Run);
        Assert.True(second.HasEarlier);
        Assert.Equal(second.Run, (await TakeOverAsync(store)).Run);
    }

    [Fact]
    public async Task A_new_run_does_not_follow_a_claim_that_is_no_longer_the_latest()
    {
        var store = await OpenAsync();
        var first = await NewRunAsync(store);
        var taken = await TakeOverAsync(store);
        await RefusedAsync(StoreFault.Fenced, () => NewRunAfterAsync(store, "0000000b", first));
        var second = await NewRunAsync(store, "0000000c");
        await RefusedAsync(StoreFault.Fenced, () => NewRunAfterAsync(store, "0000000b", taken));
        // Of the same epoch as the latest claim, but not of the latest run.
        await RefusedAsync(StoreFault.Fenced, () => NewRunAfterAsync(store, "0000000b", first));
        Assert.Equal(first.Epoch, second.Epoch);
        Assert.NotNull(await NewRunAfterAsync(store, "0000000d", second));
    }

    [Fact]
    public async Task A_new_run_that_was_refused_leaves_the_latest_claim_in_force_and_its_id_free()
    {
        var store = await OpenAsync();
        var stale = await NewRunAsync(store);
        var present = await TakeOverAsync(store);
        await RefusedAsync(StoreFault.Fenced, () => NewRunAfterAsync(store, "0000000b", stale));
        await CommitAsync(store, present, Note(0, "still driving"));
        Assert.Single(await TailAsync(store, present));
        store = await ReopenAsync(store);
        Assert.Equal("0000000b", (await NewRunAfterAsync(store, "0000000b", present))?.Id);
    }

    [Fact]
    public async Task Of_two_that_follow_the_same_claim_only_one_makes_a_run()
    {
        var store = await OpenAsync();
        var latest = await NewRunAsync(store);
        Assert.NotNull(await NewRunAfterAsync(store, "0000000b", latest));
        await RefusedAsync(StoreFault.Fenced, () => NewRunAfterAsync(store, "0000000c", latest));
        Assert.Equal("0000000b", (await TakeOverAsync(store)).Id);
    }

    [Fact]
    public async Task An_earlier_claim_can_write_no_records()
    {
        var store = await OpenAsync();
        var old = await NewRunAsync(store);
        var present = await TakeOverAsync(store);
        var item = Added(1);
        await RefusedAsync(StoreFault.Fenced, () => CommitAsync(store, old, item, Note(0, "too late")));
        Assert.Equal(0, item.Seq);
        Assert.Empty(await TailAsync(store, present));
        Assert.Empty(await WindowAsync(store, present));
        await CommitAsync(store, present, item);
        Same([item], await TailAsync(store, present));
    }

    [Fact]
    public async Task An_earlier_claim_can_write_no_pulse()
    {
        var store = await OpenAsync();
        var old = await NewRunAsync(store);
        var note = Note(1, "in time");
        await CommitAsync(store, old, Added(1), note);
        await TakeOverAsync(store);
        await RefusedAsync(StoreFault.Fenced, () => PulseAsync(
            store, old, [note], [Row(1, ItemState.Done)], new Dictionary<string, string> { ["a"] = "x" }, "memo", 9));
        var present = await TakeOverAsync(store);
        Assert.Null(present.Memo);
        Assert.Equal(0, present.Folded);
        Assert.Empty(present.Lanes);
        Assert.Empty(await ReadAsync(store, present, new Query.Item(1)));
        Assert.Equal([1], Items(await WindowAsync(store, present)));
    }

    [Fact]
    public async Task A_claim_of_the_process_before_is_fenced_in_the_next()
    {
        var store = await OpenAsync();
        var old = await NewRunAsync(store);
        store = await ReopenAsync(store);
        var present = await TakeOverAsync(store);
        await RefusedAsync(StoreFault.Fenced, () => CommitAsync(store, old, Note(0, "too late")));
        Assert.Empty(await TailAsync(store, present));
    }

    [Fact]
    public async Task A_claim_of_a_run_that_is_not_there_can_write_nothing()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        await RefusedAsync(StoreFault.Fenced, () => CommitAsync(store, lease with { Run = 99 }, Note(0, "?")));
        Assert.Empty(await TailAsync(store, lease));
    }

    [Fact]
    public async Task After_a_refused_batch_the_next_one_goes_on()
    {
        var store = await OpenAsync();
        var old = await NewRunAsync(store);
        var present = await TakeOverAsync(store);
        var note = Note(0, "good");
        var refused = CommitAsync(store, old, Note(0, "too late"));
        var good = CommitAsync(store, present, note);
        await RefusedAsync(StoreFault.Fenced, () => refused);
        await good;
        Same([note], await TailAsync(store, present));
    }

    [Fact]
    public async Task Two_runs_are_driven_side_by_side()
    {
        var store = await OpenAsync();
        var articles = await NewRunAsync(store);
        var others = await NewRunAsync(store, "0000000b", "others");
        Record[] notes = [Note(1, "a"), Note(1, "b"), Note(1, "c"), Note(1, "d")];
        await CommitAsync(store, articles, Added(1, "same"), notes[0]);
        await CommitAsync(store, others, Added(1, "same"), notes[1]);
        await CommitAsync(store, articles, notes[2]);
        await CommitAsync(store, others, notes[3]);
        await PulseAsync(store, articles, [notes[0], notes[2]]);
        await PulseAsync(store, others, [notes[1], notes[3]]);
        Same([notes[0], notes[2]], (await WindowAsync(store, articles)).Skip(1));
        Same([notes[1], notes[3]], (await TailAsync(store, others)).Skip(1));
        Same([notes[1], notes[3]], await ReadAsync(store, others, new Query.Item(1)));
    }

    [Fact]
    public async Task Memo_folded_and_lanes_come_back_at_the_claim()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        var note = Note(0, "folded");
        await CommitAsync(store, lease, note);
        var lanes = new Dictionary<string, string> { ["openai"] = "{\"rate\":3}", ["ä\u20ac"] = RecordSamples.Nasty };
        await PulseAsync(store, lease, [note], lanes: lanes, memo: RecordSamples.Nasty, folded: note.Seq);
        store = await ReopenAsync(store);
        lease = await TakeOverAsync(store);
        Assert.Equal((RecordSamples.Nasty, note.Seq), (lease.Memo, lease.Folded));
        Assert.Equal(lanes, new Dictionary<string, string>(lease.Lanes));
    }

    [Fact]
    public virtual async Task A_living_process_keeps_others_from_claiming_until_it_ends()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        var beside = await OpenBesideAsync(store);
        Assert.SkipWhen(beside is null, "This store cannot lock.");
        var refusal = await RefusedAsync(StoreFault.Held, () => beside!.ClaimAsync(new(Pipeline, "me"), Ct));
        Assert.Contains("pid 1 on mill", refusal.Message, StringComparison.Ordinal);
        await RefusedAsync(StoreFault.Held, () => beside!.ClaimAsync(new(Pipeline, "me", "0000000b"), Ct));
        await CommitAsync(store, lease, Note(0, "still driving"));
        Assert.Single(await TailAsync(beside!, lease));
        await ReopenAsync(store);
    }

    private static Task<RunLease?> NewRunAfterAsync(IStore store, string id, RunLease after) =>
        store.ClaimAsync(new(Pipeline, "pid 3 on mill", id, after), Ct);
}
