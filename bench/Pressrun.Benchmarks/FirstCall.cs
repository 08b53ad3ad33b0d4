using System.Diagnostics;
using Pressrun.Running;
using Pressrun.Sql;
using Pressrun.Timing;

namespace Pressrun.Benchmarks;

/// <summary>A process that takes a batch over, says when it sends its first call, and ends there.</summary>
internal static class FirstCall
{
    public static async Task RunAsync(string folder, int items)
    {
        await using var disk = SqlStore.Open(folder);
        var store = new CountingStore(disk);
        using var loop = new Loop(new RealWaiter());
        var start = Stopwatch.GetTimestamp();
        loop.Run("engine", async node =>
        {
            using var run = new Run(node, ThreeStages.Options(items, store, Say));
            return await run.RunAsync();
        });

        void Say()
        {
            using var process = Process.GetCurrentProcess();
            var alive = DateTime.UtcNow - process.StartTime.ToUniversalTime();
            var running = Stopwatch.GetElapsedTime(start);
            Console.WriteLine($"first {alive.TotalSeconds} {running.TotalSeconds} {store.Tail} {store.Window}");
            Environment.Exit(0);
        }
    }
}
