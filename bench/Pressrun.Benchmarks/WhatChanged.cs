using System.Diagnostics;
using Pressrun.Rehearsing;
using Pressrun.Sql.Views;

namespace Pressrun.Benchmarks;

/// <summary>How long it takes to tell what a changed pipeline would pay again.</summary>
internal static class WhatChanged
{
    public static async Task MeasureAsync(int items)
    {
        using var folder = new TempFolder();
        using (var batch = Child.Start(nameof(WholeBatch), folder.Of("store"), items))
        {
            await Child.ReadAsync(batch, "ended");
            await batch.WaitForExitAsync();
        }

        using var source = ReplaySource.Open(folder.Of("store"), 1)!;
        var start = Stopwatch.GetTimestamp();
        var options = ThreeStages.Options(items, new MemoryStore(TimeProvider.System), null);
        var report = Changes.Of(options with { Pipeline = ThreeStages.Pipeline("better: ") }, source)!;
        var took = Stopwatch.GetElapsedTime(start);
        var told = string.Join(
            ", ", report.Stages.Select(stage => $"{stage.Stage} {stage.Calls:N0} + {stage.CallsMore:N0}"));
        Console.WriteLine($"| what changed, {items:N0} items × 3 stages done, the second changed: time, items/s | – | "
            + $"{took.TotalSeconds:F1} s, {items / took.TotalSeconds:N0} |");
        Console.WriteLine($"| the same: told, memory in use after it | – | {told}, "
            + $"{GC.GetTotalMemory(forceFullCollection: false) / 1e6:F0} MB |");
    }
}
