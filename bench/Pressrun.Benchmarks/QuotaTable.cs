using System.Diagnostics;
using Pressrun.Testing.Strict;

namespace Pressrun.Benchmarks;

/// <summary>The acceptance table in virtual time: mean utilisation of the bound, most refusals of any run.</summary>
internal static class QuotaTable
{
    /// <param name="runs">Runs a cell.</param>
    /// <param name="only">The regime to run; null for all.</param>
    public static void Print(int runs, string? only)
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var cells = Regime.All.Where(regime => only is null || regime.Name == only)
            .SelectMany(_ => Enum.GetValues<RegimeMode>(), (regime, mode) => (regime, mode)).AsParallel().AsOrdered()
            .Select(cell => RegimeCell.Of(cell.regime, cell.mode, runs)).ToList();
        Console.WriteLine("| # | regime | headers | zero | silent |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var row in cells.GroupBy(cell => cell.Regime.Name, StringComparer.Ordinal))
        {
            Console.WriteLine($"| {row.Key} | {row.First().Regime.Text} | {string.Join(" | ", row.Select(Figures))} |");
        }

        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var faults = cells.SelectMany(
            cell => cell.Faults().Select(fault => $"{cell.Regime.Name} {cell.Mode}: {fault}"));
        Console.WriteLine($"{cpu.TotalSeconds:F1} s of processor time.");
        foreach (var fault in faults.Distinct(StringComparer.Ordinal).Take(60))
        {
            Console.WriteLine(fault);
        }
    }

    private static string Figures(RegimeCell cell) =>
        $"{100 * cell.Utilisation:F1} / {cell.Refusals} ({100 * cell.Regime.Acceptances[cell.Mode].Utilisation:F1} / "
        + $"{cell.Regime.Acceptances[cell.Mode].Refusals})";
}
