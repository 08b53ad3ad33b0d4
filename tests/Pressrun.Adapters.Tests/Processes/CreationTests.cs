using System.Globalization;
using Pressrun.Adapters.Tests.Processes.Disks;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>A process that dies while its store is being made, at any of its operations on the disk.</summary>
public sealed class CreationTests(Undisturbed undisturbed) : ProcessTests(undisturbed)
{
    private const int OperationsMax = 60;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_was_half_made_is_made_by_whoever_comes_next(bool isPowerCut)
    {
        // The two take turns: what a kill leaves is, at most places, what a power cut leaves as well.
        var (step, first) = (ProcessGroup.IsFull ? 2 : 20, isPowerCut ? 1 : 0);
        var operations = Enumerable.Range(1, OperationsMax).Where(at => at % step == first).ToList();
        await Parallel.ForEachAsync(operations, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (at, _) =>
        {
            var scene = Make(null, items: 1);
            var shadow = isPowerCut ? scene.Folder + "-shadow" : null;
            if (shadow is not null)
            {
                Directory.CreateDirectory(shadow);
            }

            var victim = await scene.StartAsync(disk: new PreloadedDisk(at, shadow));
            var when = string.Create(CultureInfo.InvariantCulture, $"after operation {at}");
            var (code, text) = await victim.EndAsync();
            Assert.True(code == VictimProcess.Killed, $"{when}: exit code {code}: {text}");
            scene.Folder = shadow ?? scene.Folder;
            await scene.InspectAsync(when);
            await scene.InspectEndAsync(await scene.StartAsync(), when);
        });
    }
}
