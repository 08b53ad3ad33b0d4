using Pressrun.Providers;
using Pressrun.Testing.Strict;

namespace Pressrun.Benchmarks;

/// <summary>
/// The acceptance table over real sockets and the real clock, ten times as fast, all cells side by side: share of the
/// bound and refusals beside what the row demands in virtual time.
/// </summary>
internal static class LoopbackQuotas
{
    public static async Task MeasureAsync(int run)
    {
        var rows = LoopbackRow.All;
        var results = await Task.WhenAll(
            rows.Select(row => LoopbackRun.OfAsync(row, run, provider => new OffLoop(provider))));
        Console.WriteLine("| # | column | calls | demanded % | reached % / refusals | took s |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (row, result) in rows.Zip(results))
        {
            Console.WriteLine($"| {row.Regime.Name} | {row.Mode} | {row.Regime.Calls:N0} "
                + $"| {100 * row.Acceptance.Utilisation:F1} ± 2 "
                + $"| {100 * result.Utilisation:F2} / {result.Refusals.Count} | {result.Makespan.TotalSeconds:F1} |");
        }
    }
}
