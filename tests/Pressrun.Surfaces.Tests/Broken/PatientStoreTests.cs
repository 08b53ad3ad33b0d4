using Pressrun.Cli.Hosting;
using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Seams;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>Bodies that find no room at first.</summary>
public sealed class PatientStoreTests
{
    private static readonly Blob Kept = new("hash", 3);

    private static Batch Batch => new(RunLease.None, []);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_finds_no_room_is_kept_whole_as_soon_as_there_is_some()
    {
        var disk = new Disk(refusals: 3, StoreFault.Full);
        var store = new PatientStore(disk, new Haste(), () => false);
        var troubles = new List<string?>();
        disk.Asked = () => troubles.Add(store.Trouble);
        Assert.Equal(Kept, await store.PutAsync(new MemoryStream([1, 2, 3]), Ct));
        Assert.Equal([3, 3, 3, 3], disk.Lengths);
        Assert.Equal([null, "no room", "no room", "no room"], troubles);
        Assert.Null(store.Trouble);
    }

    [Fact]
    public async Task As_long_as_the_journal_finds_room_a_body_is_waited_for_without_end()
    {
        var disk = new Disk(refusals: 100_000, StoreFault.Full) { IsJournalWell = true };
        var store = new PatientStore(disk, new Haste(), () => false);
        disk.Asked = () => _ = store.CommitAsync(Batch, Ct);
        Assert.Equal(Kept, await store.PutAsync(new MemoryStream([1, 2, 3]), Ct));
        Assert.Equal(100_001, disk.Lengths.Count);
    }

    [Fact]
    public async Task A_body_waits_for_longer_than_the_journal_and_gives_up_after_it()
    {
        var disk = new Disk(refusals: int.MaxValue, StoreFault.Full);
        var store = new PatientStore(disk, new Haste(), () => false);
        // The journal is refused for the first time when the body has waited for four minutes already.
        disk.Asked = () => _ = disk.Lengths.Count >= 480 ? store.CommitAsync(Batch, Ct) : null;
        await Assert.ThrowsAsync<StoreException>(() => store.PutAsync(new MemoryStream([1]), Ct));
        Assert.InRange(disk.Lengths.Count, 480 + 600, 480 + 605);
        Assert.Null(store.Trouble);
    }

    [Fact]
    public async Task When_the_journal_is_lost_for_good_nobody_waits_any_longer()
    {
        var disk = new Disk(refusals: int.MaxValue, StoreFault.Full) { JournalFault = StoreFault.Fenced };
        var store = new PatientStore(disk, new Haste(), () => false);
        disk.Asked = () => _ = disk.Lengths.Count == 3 ? store.CommitAsync(Batch, Ct) : null;
        await Assert.ThrowsAsync<StoreException>(() => store.PutAsync(new MemoryStream([1]), Ct));
        Assert.Equal(4, disk.Lengths.Count);
    }

    [Fact]
    public async Task Once_the_run_is_told_to_stop_a_body_waits_for_five_seconds_only()
    {
        var disk = new Disk(refusals: int.MaxValue, StoreFault.Full);
        var store = new PatientStore(disk, new Haste(), () => disk.Lengths.Count >= 1_000);
        await Assert.ThrowsAsync<StoreException>(() => store.PutAsync(new MemoryStream([1]), Ct));
        Assert.Equal(1_010, disk.Lengths.Count);
        Assert.Null(store.Trouble);
    }

    [Fact]
    public async Task Nobody_waits_for_what_does_not_pass()
    {
        var disk = new Disk(refusals: 1, StoreFault.Unusable);
        await Assert.ThrowsAsync<StoreException>(() =>
            new PatientStore(disk, new Haste(), () => false).PutAsync(new MemoryStream([1]), Ct));
        Assert.Single(disk.Lengths);
    }

    // Reads what it is given, as a disk does before it is full.
    private sealed class Disk(int refusals, StoreFault fault) : DelegatingStore(new MemoryStore(TimeProvider.System))
    {
        public List<int> Lengths { get; } = [];

        public Action Asked { get; set; } = () => { };

        public bool IsJournalWell { get; init; }

        public StoreFault JournalFault { get; init; } = StoreFault.Full;

        public override Task CommitAsync(Batch batch, CancellationToken ct) => IsJournalWell
            ? Task.CompletedTask
            : Task.FromException(new StoreException(JournalFault, "no journal"));

        public override Task<Blob> PutAsync(Stream content, CancellationToken ct)
        {
            Asked();
            Lengths.Add(content.Read(new byte[100]));
            return Lengths.Count > refusals ? Task.FromResult(Kept) : throw new StoreException(fault, "no room");
        }
    }

    // Every wait is over at once, and has taken as long as it should.
    private sealed class Haste : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _ticks += Math.Max(0, dueTime.Ticks);
            return TimeProvider.System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
