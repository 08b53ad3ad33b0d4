using Pressrun.Rehearsing;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Stores;

/// <summary>The store of rehearsals: what it lets pass, a real one must let pass too.</summary>
public sealed class MemoryStoreTests : StoreConformance
{
    /// <summary>Encoding every record would cost more than all else it does.</summary>
    protected override bool IsEncoding => false;

    [Fact]
    public async Task Records_are_kept_as_they_are()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        var note = Note(0, "a\ud800b");
        await CommitAsync(store, lease, note);
        Assert.Same(note, Assert.Single(await TailAsync(store, lease)));
    }

    [Fact]
    public async Task Everything_is_done_when_the_call_returns_and_a_refusal_is_in_the_task()
    {
        var store = await OpenAsync();
        var claim = store.ClaimAsync(new(Pipeline, "me", "0000000a"), Ct);
        Assert.True(claim.IsCompletedSuccessfully);
        Assert.True(CommitAsync(store, (await claim)!, Note(0, "at once")).IsCompletedSuccessfully);
        Assert.True(store.ClaimAsync(new(Pipeline, "me", "0000000a"), Ct).IsFaulted);
        Assert.True(CommitAsync(store, RunLease.None, Note(0, "fenced")).IsFaulted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_being_read_does_not_change_under_the_reader(bool isTail)
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        Record[] notes = [Note(1, "a"), Note(1, "b")];
        await CommitAsync(store, lease, notes);
        await PulseAsync(store, lease, notes);
        var read = new List<Record>();
        await foreach (var record in store.ReadAsync(lease, isTail ? new Query.Tail(0) : new Query.Item(1), Ct))
        {
            read.Add(record);
            var later = Note(1, "meanwhile");
            await CommitAsync(store, lease, later);
            await PulseAsync(store, lease, [later]);
        }

        Same(notes, read);
    }

    protected override Task<IStore> OpenAsync() => Task.FromResult<IStore>(new MemoryStore(TimeProvider.System));

    /// <summary>What is in memory has no other process; the next one is the same one.</summary>
    protected override Task<IStore> ReopenAsync(IStore store) => Task.FromResult(store);
}
