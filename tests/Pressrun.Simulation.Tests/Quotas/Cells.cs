using System.Globalization;
using Pressrun.Testing.Strict;

namespace Pressrun.Simulation.Tests.Quotas;

/// <summary>The cells of the acceptance table, by names that a test's own name can carry.</summary>
internal static class Cells
{
    /// <summary>Every regime in every column.</summary>
    public static TheoryData<string, string> All { get; } = [.. Regime.All.SelectMany(
        _ => Enum.GetNames<RegimeMode>(), (regime, mode) => new TheoryDataRow<string, string>(regime.Name, mode))];

    public static (Regime Regime, RegimeMode Mode) Of(string regime, string mode) =>
        (Regime.All.Single(one => one.Name == regime), Enum.Parse<RegimeMode>(mode));

    /// <summary>A cell as a line: what was reached, and in brackets what must be.</summary>
    public static string Row(RegimeCell cell)
    {
        var must = cell.Regime.Acceptances[cell.Mode];
        var least = must.Utilisation is { } share ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1}") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{cell.Regime.Name} {cell.Mode}: {100 * cell.Utilisation:F2} / {cell.Refusals} ({least} / {must.Refusals})");
    }
}
