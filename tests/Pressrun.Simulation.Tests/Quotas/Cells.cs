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

    /// <summary>
    /// How many runs a test takes that has time for a few. Without headers, a tenant nobody sees makes single runs
    /// scatter: over 60 runs from 76 to 98 % for the governor alone (mean 92.9) and from 78 to 98 % in the whole engine
    /// (mean 92.2). Only the mean of all runs says anything there.
    /// </summary>
    public static int RunsOf(Regime regime, RegimeMode mode, int few) =>
        regime.Rules.Tenant is not null && mode == RegimeMode.Silent ? Regime.Runs : few;

    /// <summary>A cell as a line: what was reached, and in brackets what must be.</summary>
    public static string Row(RegimeCell cell)
    {
        var must = cell.Regime.Acceptances[cell.Mode];
        var (least, reached) = (100 * must.Utilisation, 100 * cell.Utilisation);
        return string.Create(CultureInfo.InvariantCulture,
            $"{cell.Regime.Name} {cell.Mode}: {reached:F2} / {cell.Refusals} ({least:F1} / {must.Refusals})");
    }
}
