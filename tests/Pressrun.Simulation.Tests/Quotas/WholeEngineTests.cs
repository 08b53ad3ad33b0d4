using Pressrun.Testing.Strict;

namespace Pressrun.Simulation.Tests.Quotas;

/// <summary>The acceptance table through the whole engine: stages, journal, pulses and headers as text.</summary>
public sealed class WholeEngineTests(ITestOutputHelper output)
{
    // One run stands here for the mean of twenty. Of six runs a cell, none but those named in Cells lay more than 0.45
    // points below the table, none was refused more often than it allows, and beside the governor alone under the same
    // number none was lower by more than 0.2 points.
    private const double UtilisationSlack = 0.005;
    private const int RefusalsSlack = 2;

    /// <summary>Every regime in every column.</summary>
    public static TheoryData<string, string> All => Cells.All;

    [Theory]
    [MemberData(nameof(All))]
    public void A_whole_run_uses_a_regime_as_fully_as_the_governor_alone(string regime, string mode)
    {
        var (row, column) = Cells.Of(regime, mode);
        var runs = Enumerable.Range(1, Cells.RunsOf(row, column, 1));

        var cell = new RegimeCell(
            Slacken(row, column), column, [.. runs.Select(run => EngineRun.Of(row, column, run))]);

        output.WriteLine(Cells.Row(cell));
        Assert.Empty(cell.Faults());
    }

    private static Regime Slacken(Regime regime, RegimeMode mode)
    {
        var must = regime.Acceptances[mode];
        return regime with
        {
            Acceptances = new Dictionary<RegimeMode, Acceptance>
            {
                [mode] = must with
                {
                    Utilisation = must.Utilisation - UtilisationSlack,
                    Refusals = must.Refusals + RefusalsSlack,
                },
            },
        };
    }
}
