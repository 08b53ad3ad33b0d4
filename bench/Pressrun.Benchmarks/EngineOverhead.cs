using System.Diagnostics;
using Pressrun.Model;
using Pressrun.Providers;
using Pressrun.Rehearsing;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Stages;
using Pressrun.Timing;

namespace Pressrun.Benchmarks;

/// <summary>
/// How many calls a second the engine itself can carry when providers answer at once. A call is an item with one stage
/// and one call, from being added to being closed: five records (added, intent, reply, done, closed) in five commits,
/// four of them one after another.
/// </summary>
internal static class EngineOverhead
{
    public static async Task MeasureAsync(int items, int turns)
    {
        Console.WriteLine($"{turns} turns after one to warm up; a call = item added, intent, reply, done, item closed");
        var (rows, window) = (Math.Max(1, items / 4), 64);
        var onLoop = new List<double>();
        var offLoop = new List<double>();
        var sqlite = new List<double>();
        var sqliteOffLoop = new List<double>();
        for (var turn = -1; turn < turns; turn++)
        {
            double[] figures =
            [
                Run(items, new MemoryStore(TimeProvider.System), new InstantProvider(), window: 1_000),
                Run(items, new MemoryStore(TimeProvider.System), new OffLoop(new InstantProvider()), window: 1_000),
                await OnDiskAsync(rows, new InstantProvider(), window),
                await OnDiskAsync(rows, new OffLoop(new InstantProvider()), window),
            ];
            if (turn >= 0)
            {
                onLoop.Add(figures[0]);
                offLoop.Add(figures[1]);
                sqlite.Add(figures[2]);
                sqliteOffLoop.Add(figures[3]);
            }
        }

        Print($"calls/s in memory, on the loop, {items:N0} items", "≥ 80,000", onLoop);
        Print("calls/s in memory, through OffLoop", "≥ 40,000", offLoop);
        Print($"calls/s on SQLite (FULL), window {window}, on the loop, {rows:N0} items", "≥ 15,000", sqlite);
        Print($"calls/s on SQLite (FULL), window {window}, through OffLoop", "≥ 15,000", sqliteOffLoop);
    }

    private static void Print(string what, string aim, List<double> turns) => Console.WriteLine(
        $"| {what} | {aim} | {Figures.Median(turns):N0} ({turns.Min():N0}–{turns.Max():N0}) |");

    private static async Task<double> OnDiskAsync(int items, IProvider provider, int window)
    {
        using var folder = new TempFolder();
        await using var store = SqlStore.Open(folder.Of("store"));
        return Run(items, store, provider, window);
    }

    private static double Run(int items, IStore store, IProvider provider, int window)
    {
        var pipeline = new Pipeline("overhead", [new("ask", new Echo())]);
        var providers = new Dictionary<string, IProvider> { [InstantProvider.Name] = provider };
        using var loop = new Loop(new RealWaiter());
        var start = Stopwatch.GetTimestamp();
        var result = loop.Run("engine", async node =>
        {
            using var run = new Run(node, new(pipeline, Items.Of(items), providers, store) { Window = window });
            return await run.RunAsync();
        });
        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return result.Items.GetValueOrDefault(ItemState.Done) == items
            ? items / took
            : throw new InvalidOperationException($"{result.Ending} {result.Cause}");
    }
}
