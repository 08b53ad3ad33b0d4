using System.Globalization;
using Pressrun.Providers;
using Pressrun.Testing.Strict;

namespace Pressrun.Adapters.Tests.Quotas;

/// <summary>
/// Rows of the acceptance table over real sockets and the real clock, side by side. How fully each was used is printed;
/// a busy machine spoils that figure, so that only a wide floor is held here, and the exact one is a benchmark's.
/// </summary>
public sealed class LoopbackTests(ITestOutputHelper output)
{
    private const double UtilisationSlack = 0.1;

    // Few calls, of which a machine that stands still for a moment may spoil a few.
    private const int RefusalsLeast = 3;
    private const double RefusalsShare = 0.005;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("PRESSRUN_CHECK") == "full";

    [Fact]
    public async Task Real_sockets_are_hardly_ever_refused_and_every_call_is_carried_out_once()
    {
        var rows = LoopbackRow.All.Select(row => row.For(IsFull ? 1 : 0.1)).ToList();

        // Throws unless every call was carried out, and none twice.
        var results = await Task.WhenAll(
            rows.Select(row => LoopbackRun.OfAsync(row, 1, provider => new OffLoop(provider))));

        foreach (var (row, result) in rows.Zip(results))
        {
            output.WriteLine(Row(row, result));
        }

        Assert.Empty(rows.Zip(results, Faults).SelectMany(faults => faults));
    }

    private static IEnumerable<string> Faults(LoopbackRow row, RegimeResult result)
    {
        if (result.Refusals.Count > Math.Max(RefusalsLeast, RefusalsShare * row.Regime.Calls))
        {
            yield return "too many refusals: " + Row(row, result);
        }

        if (IsFull && result.Utilisation < row.Acceptance.Utilisation - UtilisationSlack)
        {
            yield return "far too slow: " + Row(row, result);
        }
    }

    private static string Row(LoopbackRow row, RegimeResult result) => string.Create(CultureInfo.InvariantCulture,
        $"{row.Regime.Name} {row.Mode}: {row.Regime.Calls} calls in {result.Makespan.TotalSeconds:F1} s, "
        + $"{100 * result.Utilisation:F2} / {result.Refusals.Count} ({100 * row.Acceptance.Utilisation:F1})");
}
