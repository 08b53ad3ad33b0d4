using System.Diagnostics;
using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Sql;
using Pressrun.Timing;

namespace Pressrun.Benchmarks;

/// <summary>A process that runs a batch from start to end and says how it goes.</summary>
internal static class WholeBatch
{
    private const int Every = 10_000;

    public static async Task RunAsync(string folder, int items)
    {
        var asked = 0;
        var start = Stopwatch.GetTimestamp();
        var store = SqlStore.Open(folder);
        await using (store)
        {
            using var loop = new Loop(new RealWaiter());
            var result = loop.Run("engine", async node =>
            {
                using var run = new Run(node, ThreeStages.Options(items, store, Count));
                return await run.RunAsync();
            });
            if (result.Items.GetValueOrDefault(ItemState.Done) != items)
            {
                throw new InvalidOperationException($"{result.Ending} {result.Cause}");
            }
        }

        // Peak of the resident set; where /proc is missing, what the runtime knows.
        var peak = File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]
            : $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1024}";
        Console.WriteLine(
            $"ended {Stopwatch.GetElapsedTime(start).TotalSeconds} {peak} {TempFolder.SizeOf(folder)} "
            + $"{Environment.CpuUsage.TotalTime.TotalSeconds}");

        void Count()
        {
            var count = Interlocked.Increment(ref asked);
            if (count % Every == 0)
            {
                Console.WriteLine($"asked {count}");
            }
        }
    }
}
