using System.Globalization;

namespace Pressrun.Benchmarks;

/// <summary>How long a large batch, killed half-way, takes to send its first call again.</summary>
internal static class Resume
{
    public static async Task MeasureAsync(int items)
    {
        using var folder = new TempFolder();
        await RunHalfAsync(folder.Of("store"), items);
        var size = TempFolder.SizeOf(folder.Of("store")) / 1e6;
        using var process = Child.Start(nameof(FirstCall), folder.Of("store"), items);
        try
        {
            var first = await Child.ReadAsync(process, "first");
            var (alive, run) = (double.Parse(first[0], CultureInfo.InvariantCulture),
                double.Parse(first[1], CultureInfo.InvariantCulture));
            Console.WriteLine(
                $"| resume of {items:N0} items killed half-way ({size:N0} MB), to the first call: from process start, "
                + $"from Run.RunAsync | ≤ 5 s | {alive:F2} s, {run:F2} s |");
            Console.WriteLine($"| records read for it: tail, first items | – | {first[2]}, {first[3]} |");
        }
        finally
        {
            process.Kill();
        }
    }

    private static async Task RunHalfAsync(string folder, int items)
    {
        using var process = Child.Start(nameof(WholeBatch), folder, items);
        try
        {
            while (true)
            {
                var asked = int.Parse((await Child.ReadAsync(process, "asked"))[0], CultureInfo.InvariantCulture);
                if (asked >= items * (long)ThreeStages.CallsPerItem / 2)
                {
                    return;
                }
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
