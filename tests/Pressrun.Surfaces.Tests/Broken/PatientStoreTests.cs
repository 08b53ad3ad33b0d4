using Pressrun.Cli.Hosting;
using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Seams;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>Bodies that find no room at first.</summary>
public sealed class PatientStoreTests
{
    private static readonly Blob Kept = new("hash", 3);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_finds_no_room_is_kept_whole_as_soon_as_there_is_some()
    {
        var disk = new Disk(refusals: 3, StoreFault.Full);
        var store = new PatientStore(disk, new Haste());
        var troubles = new List<string?>();
        disk.Asked = () => troubles.Add(store.Trouble);
        Assert.Equal(Kept, await store.PutAsync(new MemoryStream([1, 2, 3]), Ct));
        Assert.Equal([3, 3, 3, 3], disk.Lengths);
        Assert.Equal([null, "no room", "no room", "no room"], troubles);
        Assert.Null(store.Trouble);
    }

    [Fact]
    public async Task After_five_minutes_nobody_waits_any_longer()
    {
        var disk = new Disk(refusals: int.MaxValue, StoreFault.Full);
        var store = new PatientStore(disk, new Haste());
        await Assert.ThrowsAsync<StoreException>(() => store.PutAsync(new MemoryStream([1]), Ct));
        Assert.Equal(601, disk.Lengths.Count);
        Assert.Null(store.Trouble);
    }

    [Fact]
    public async Task Nobody_waits_for_what_does_not_pass()
    {
        var disk = new Disk(refusals: 1, StoreFault.Unusable);
        await Assert.ThrowsAsync<StoreException>(() =>
            new PatientStore(disk, new Haste()).PutAsync(new MemoryStream([1]), Ct));
        Assert.Single(disk.Lengths);
    }

    // Reads what it is given, as a disk does before it is full.
    private sealed class Disk(int refusals, StoreFault fault) : DelegatingStore(new MemoryStore(TimeProvider.System))
    {
        public List<int> Lengths { get; } = [];

        public Action Asked { get; set; } = () => { };

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
