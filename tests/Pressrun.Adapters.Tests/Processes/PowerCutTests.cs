using System.Globalization;
using Pressrun.Adapters.Tests.Processes.Disks;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>The power goes: of what was written only that is left which was synced.</summary>
public sealed class PowerCutTests(Undisturbed undisturbed) : ProcessTests(undisturbed)
{
    private static readonly int Cuts = ProcessGroup.IsFull ? 24 : 3;

    private int _lives;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_in_a_power_cut_and_the_run_goes_on_to_the_same_end()
    {
        var (draws, torn, acknowledged, blobs) = (new Random(3), 0, 0, 0);
        for (var (cuts, scene) = (0, Begin(null)); cuts < Cuts || scene.Provider.Durable.Count > 0;)
        {
            var when = string.Create(CultureInfo.InvariantCulture, $"after cut {cuts}");
            var victim = cuts < Cuts ? await CutAsync(draws, scene, cuts % 2 == 1) : await scene.StartAsync();
            if (victim is null)
            {
                await scene.InspectAsync(when);
                torn += cuts % 2;
                cuts++;
                continue;
            }

            blobs += (await scene.InspectEndAsync(victim, when)).Blobs.Count;
            acknowledged += scene.Provider.Durable.Count;
            scene = Begin(null);
        }

        Tell(string.Create(CultureInfo.InvariantCulture,
            $"{Cuts} cuts, in {torn} of them any sectors of the rest had reached the disk: {acknowledged} acknowledged "
            + $"records, 0 lost; {blobs} blobs named, 0 missing"));
    }

    [Fact]
    public async Task Without_a_sync_for_each_commit_the_same_cuts_do_lose_what_was_acknowledged()
    {
        var (draws, lost, acknowledged) = (new Random(3), 0, 0);
        for (var cuts = 0; cuts < Cuts / 3; cuts++)
        {
            // Each on a store of its own: what has lost a reply asks for it again.
            var scene = Begin(null);
            Assert.Null(await CutAsync(draws, scene, isTorn: false, "sync=NORMAL"));
            await scene.Provider.RestAsync();
            lost += await CountLostAsync(scene);
            acknowledged += scene.Provider.Durable.Count;
        }

        Tell(string.Create(CultureInfo.InvariantCulture,
            $"{Cuts / 3} cuts without: {acknowledged} acknowledged records, {lost} lost"));
        Assert.True(lost > 0, "A disk that loses nothing proves nothing.");
    }

    private static async Task<int> CountLostAsync(Scene scene)
    {
        try
        {
            return scene.Lost(await Remains.ReadAsync(scene.Folder)).Count;
        }
        catch (StoreException refusal) when (refusal.Fault == StoreFault.Damaged)
        {
            // Not even its tables had reached the disk.
            return scene.Provider.Durable.Count;
        }
    }

    // Works until a drawn operation on the disk and goes on with what is left of it; the victim if it came to its end.
    private async Task<VictimProcess?> CutAsync(
        Random draws, Scene scene, bool isTorn, params IReadOnlyList<string> options)
    {
        var folder = scene.Folder;
        var shadow = string.Create(CultureInfo.InvariantCulture, $"{folder}-{++_lives}");
        Tree.Copy(folder, shadow);
        var disk = new PreloadedDisk((int)(10 * Math.Pow(1_000, draws.NextDouble())), shadow);
        var victim = await scene.StartAsync(disk: disk, options: options);
        if ((await victim.EndAsync()).Code != VictimProcess.Killed)
        {
            return victim;
        }

        foreach (var name in isTorn ? (string[])["pressrun.db", "pressrun.db-wal"] : [])
        {
            Sectors.Tear(Path.Combine(folder, name), Path.Combine(shadow, name), draws);
        }

        Directory.Delete(folder, recursive: true);
        scene.Folder = shadow;
        return null;
    }
}
