using Pressrun.Testing.Strict;

namespace Pressrun.Simulation.Tests.Quotas;

/// <summary>The acceptance table through the whole engine: stages, journal, pulses and headers as text.</summary>
public sealed class WholeEngineTests(ITestOutputHelper output)
{
    private const double UtilisationSlack = 0.005;
    private const int RefusalsSlack = 2;

    /// <summary>Every regime in every column.</summary>
    public static TheoryData<string, string> All => Cells.All;

    [Theory]
    [MemberData(nameof(All))]
    public void A_whole_run_uses_a_regime_as_fully_as_the_governor_alone(string regime, string mode)
    {
        var (row, column) = Cells.Of(regime, mode);

        var cell = new RegimeCell(Slacken(row, column), column, [EngineRun.Of(row, column, 1)]);

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
