using System.Diagnostics;

namespace Pressrun.Benchmarks;

/// <summary>What the disk takes to append 4 KB and be sure of it: the ground of every durability figure.</summary>
internal static class RawFsync
{
    public static void Measure(int writes)
    {
        using var folder = new TempFolder();
        using var file = File.OpenHandle(folder.Of("log"), FileMode.CreateNew, FileAccess.Write);
        var page = new byte[4096];
        var took = new double[writes];
        for (var write = -100; write < writes; write++)
        {
            Random.Shared.NextBytes(page);
            var start = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, page, (write + 100) * (long)page.Length);
            RandomAccess.FlushToDisk(file);
            if (write >= 0)
            {
                took[write] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }

        Array.Sort(took);
        Console.WriteLine(
            $"| raw 4 KB append + fsync, {writes} writes: p50 / p90 / p99 | – | {Figures.Percentile(took, 50):F3} / "
            + $"{Figures.Percentile(took, 90):F3} / {Figures.Percentile(took, 99):F3} ms |");
    }
}
