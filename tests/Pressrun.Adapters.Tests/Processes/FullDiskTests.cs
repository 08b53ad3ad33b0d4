namespace Pressrun.Adapters.Tests.Processes;

/// <summary>A disk that fills up under a run.</summary>
public sealed class FullDiskTests(Undisturbed undisturbed) : ProcessTests(undisturbed)
{
    private const int Kilobytes = 48 * 1024;

    [Fact]
    public async Task A_run_on_a_full_disk_waits_for_room_and_then_goes_on_as_if_nothing_had_happened()
    {
        var disk = await MountAsync();
        var victim = await Scene.StartAsync();
        await victim.AwaitAsync(Provider.LifeOf(victim.Id).Opened);
        disk.Fill(kilobytesLeft: 128);
        await victim.AwaitAsync(Provider.LifeOf(victim.Id).Refused);
        Assert.False(victim.HasExited);
        disk.Empty();
        await Scene.InspectEndAsync(victim, "after there was room again");
        Scene.InspectAskedOnce();
    }

    [Fact]
    public async Task A_process_killed_on_a_full_disk_loses_nothing_it_was_told_is_durable()
    {
        // A reply that found no room is not durable, and its slot was given to the next call already.
        Scene.OpenMax *= 2;
        var disk = await MountAsync();
        var victim = await Scene.StartAsync();
        await Scene.ReachAsync(victim, 2 * Undisturbed.Items);
        disk.Fill(kilobytesLeft: 64);
        await victim.AwaitAsync(Provider.LifeOf(victim.Id).Refused);
        await victim.KillAsync();
        disk.Empty();
        await Scene.InspectAsync("after the kill");
        await Scene.InspectEndAsync(await Scene.StartAsync(), "at the end");
    }

    private async Task<SmallDisk> MountAsync()
    {
        var disk = await SmallDisk.MountAsync(Scene.Folder, Kilobytes);
        Assert.SkipWhen(disk is null, "Only root may mount a small disk.");
        Own(disk!);
        return disk!;
    }
}
