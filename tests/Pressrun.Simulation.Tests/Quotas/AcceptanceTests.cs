using Pressrun.Testing.Strict;

namespace Pressrun.Simulation.Tests.Quotas;

/// <summary>
/// The acceptance table: the governor alone against the strict server. PRESSRUN_CHECK says whether each cell takes all
/// its runs or the first few.
/// </summary>
public sealed class AcceptanceTests(ITestOutputHelper output)
{
    private const int RunsFast = 4;

    private static readonly int Runs =
        Environment.GetEnvironmentVariable("PRESSRUN_CHECK") == "full" ? Regime.Runs : RunsFast;

    /// <summary>Every regime in every column.</summary>
    public static TheoryData<string, string> All => Cells.All;

    [Theory]
    [MemberData(nameof(All))]
    public void A_regime_is_used_as_fully_as_the_table_demands(string regime, string mode)
    {
        var (row, column) = Cells.Of(regime, mode);

        var cell = RegimeCell.Of(row, column, Cells.RunsOf(row, column, Runs));

        output.WriteLine(Cells.Row(cell));
        Assert.Empty(cell.Faults());
    }
}
