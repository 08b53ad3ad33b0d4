using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Stores;

/// <summary>The disk of the simulations: what the swarm proves on it holds for real stores only if it is one.</summary>
public sealed class SimDiskTests : StoreConformance, IDisposable
{
    private readonly List<SteppedDisk> _opened = [];

    [Fact]
    public async Task A_power_cut_takes_what_was_under_way_and_nothing_else()
    {
        var disk = Open();
        var lease = await NewRunAsync(disk);
        var before = Note(0, "before");
        await CommitAsync(disk, lease, before);
        Task[] underWay = [BeginAsync(disk, lease, "first"), BeginAsync(disk, lease, "second")];
        Assert.Equal(2, disk.Crash(isPowerCut: true));
        var after = Note(0, "after");
        await CommitAsync(disk, await TakeOverAsync(disk), after);
        Same([before, after], await TailAsync(disk, lease));
        Assert.All(underWay, commit => Assert.False(commit.IsCompleted));
    }

    [Fact]
    public async Task A_kill_keeps_a_prefix_of_what_was_under_way()
    {
        var kept = new HashSet<int>();
        for (var seed = 0UL; seed < 40; seed++)
        {
            var disk = Open(seed);
            var lease = await NewRunAsync(disk);
            foreach (var text in new[] { "0", "1", "2" })
            {
                _ = BeginAsync(disk, lease, text);
            }

            var lost = disk.Crash(isPowerCut: false);
            var tail = await TailAsync(disk, await TakeOverAsync(disk));
            Assert.Equal(
                new[] { "0", "1", "2" }.Take(3 - lost), tail.Select(record => ((Record.Note)record).Text));
            kept.Add(tail.Count);
        }

        Assert.Equal([0, 1, 2, 3], kept.Order());
    }

    public void Dispose()
    {
        foreach (var disk in _opened)
        {
            disk.Dispose();
        }
    }

    protected override Task<IStore> OpenAsync() => Task.FromResult<IStore>(Open());

    protected override Task<IStore> ReopenAsync(IStore store)
    {
        Assert.Equal(0, ((SteppedDisk)store).Crash(isPowerCut: true));
        return Task.FromResult(store);
    }

    private static Task BeginAsync(SteppedDisk disk, RunLease lease, string text) =>
        disk.BeginAsync(new(lease, [Note(0, text)]));

    private SteppedDisk Open(ulong seed = 1)
    {
        var disk = new SteppedDisk(seed);
        _opened.Add(disk);
        return disk;
    }
}
