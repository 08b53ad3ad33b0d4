using System.Globalization;

namespace Pressrun.Benchmarks;

/// <summary>What a large batch needs: peak memory of a process of its own, time, and the size of its store.</summary>
internal static class Memory
{
    public static async Task MeasureAsync(int items)
    {
        using var folder = new TempFolder();
        using var process = Child.Start(nameof(WholeBatch), folder.Of("store"), items);
        try
        {
            var ended = await Child.ReadAsync(process, "ended");
            var (seconds, cpu) = (double.Parse(ended[0], CultureInfo.InvariantCulture),
                double.Parse(ended[3], CultureInfo.InvariantCulture));
            var (peak, size) = (long.Parse(ended[1], CultureInfo.InvariantCulture) / 1024.0,
                long.Parse(ended[2], CultureInfo.InvariantCulture) / 1e6);
            var calls = items * (double)ThreeStages.CallsPerItem;
            var what = $"{items:N0} items × {ThreeStages.CallsPerItem} stages on SQLite";
            Console.WriteLine($"| {what}: peak memory | < 300 MB | {peak:N0} MB |");
            Console.WriteLine(
                $"| {what}: time, calls/s | – | {seconds:N0} s, {calls / seconds:N0}; "
                + $"{cpu / calls * 1e6:F1} µs CPU a call |");
            Console.WriteLine($"| {what}: size of the store | – | {size:N0} MB |");
        }
        finally
        {
            process.Kill();
        }
    }
}
