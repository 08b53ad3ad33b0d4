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
/// four of them one after another. Beside it the processor time of a call, all threads together: on a busy machine it
/// says more than the clock.
/// </summary>
internal static class EngineOverhead
{
    public static async Task MeasureAsync(int items, int turns)
    {
        Console.WriteLine($"{turns} turns after one to warm up; a call = item added, intent, reply, done, item closed");
        var (rows, window) = (Math.Max(1, items / 4), 64);
        var onLoop = new List<Turn>();
        var offLoop = new List<Turn>();
        var sqlite = new List<Turn>();
        var sqliteOffLoop = new List<Turn>();
        for (var turn = -1; turn < turns; turn++)
        {
            Turn[] figures =
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

    private static void Print(string what, string aim, List<Turn> turns) => Console.WriteLine(
        $"| {what} | {aim} | {Figures.Median(turns.Select(turn => turn.PerSecond)):N0} "
        + $"({turns.Min(turn => turn.PerSecond):N0}–{turns.Max(turn => turn.PerSecond):N0}); "
        + $"{Figures.Median(turns.Select(turn => turn.CpuMicros)):F1} µs CPU a call |");

    private static async Task<Turn> OnDiskAsync(int items, IProvider provider, int window)
    {
        using var folder = new TempFolder();
        await using var store = SqlStore.Open(folder.Of("store"));
        return Run(items, store, provider, window);
    }

    private static Turn Run(int items, IStore store, IProvider provider, int window)
    {
        var pipeline = new Pipeline("overhead", [new("ask", new Echo())]);
        var providers = new Dictionary<string, IProvider> { [InstantProvider.Name] = provider };
        using var loop = new Loop(new RealWaiter());
        var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var result = loop.Run("engine", async node =>
        {
            using var run = new Run(node, new(pipeline, Items.Of(items), providers, store) { Window = window });
            return await run.RunAsync();
        });
        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return result.Items.GetValueOrDefault(ItemState.Done) == items
            ? new(items / took, (Environment.CpuUsage.TotalTime - used).TotalMicroseconds / items)
            : throw new InvalidOperationException($"{result.Ending} {result.Cause}");
    }

    private sealed record Turn(double PerSecond, double CpuMicros);
}
