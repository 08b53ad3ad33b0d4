using Pressrun.Model;

namespace Pressrun.Testing.Strict;

/// <summary>Rows that guard against one misreading each; what they must reach is seldom the last percent.</summary>
internal static class RegimeGuards
{
    /// <summary>The guards in order.</summary>
    public static readonly IReadOnlyList<Regime> Rows =
    [
        With(RegimeTable.Speech("G1", "500/min and a hidden bucket of 1 s", 500, 5000),
            rules => rules with { HiddenGrain = TimeSpan.FromSeconds(1) }) with
        {
            Acceptances = Hidden(12, 8, 15),
        },
        With(RegimeTable.Speech("G2", "60/min, capacity 1", 60, 600), rules => rules with { RequestsCapacity = 1 }) with
        {
            Hints = [Limit.PerMinute(60) with { Capacity = 1 }],
            Acceptances = RegimeTable.Cells(87, 22, 87, 22, 78, 8),
        },
        RegimeTable.Tokens("G3", Charge.NoRefund, 600) with
        {
            Acceptances = RegimeTable.Cells(98.2, 1, 98.2, 1, 98.2, 6),
        },
        With(One("G4", "remaining off by 3 % of capacity"), rules => rules with { RemainingError = 0.03 }) with
        {
            Acceptances = RegimeTable.Cells(98.8, 1, 98.8, 1, 98.0, 5),
        },
        With(RegimeTable.Speech("G5", "1,000/min, headers stamped at the end of the work", 1000, 8000),
            rules => rules with { StampsAtEnd = true }) with
        {
            Acceptances = RegimeTable.Cells(97.5, 1, 96.2, 1, 97.5, 8),
        },
        With(One("G6", "a slow network"), rules => rules with { Delay = new(TimeSpan.FromMilliseconds(150), 1) }) with
        {
            Acceptances = RegimeTable.Cells(98.5, 2, 98.5, 2, 97.8, 6),
        },
        With(RegimeTable.Hinted("G7/4", 100, 50), rules => rules with { RetryStep = TimeSpan.FromSeconds(1) }) with
        {
            Acceptances = RegimeTable.Cells(98.8, 0, 98.8, 0, 96.0, 16),
        },
        With(RegimeTable.Tokens("G7/2", Charge.Reserve, 1500), rules => rules with { TokenStep = 1000 }) with
        {
            Acceptances = RegimeTable.Cells(98.0, 1, 97.5, 1, 97.9, 7),
        },
        RegimeTable.Changed("G8", 2) with { Acceptances = RegimeTable.Cells(98, 1, 98, 1, 74, 4) },
        RegimeTable.Speech("G9 cold", "30 calls at 50/min, nothing learned before", 50, 30) with
        {
            Acceptances = Each(new(null, 3) { OverBound = TimeSpan.FromSeconds(10) }),
        },
        RegimeTable.Speech("G9 warm", "30 calls at 50/min, learned in an earlier run", 50, 30) with
        {
            IsWarm = true,
            Acceptances = Each(new(0.98, 3)),
        },
    ];

    private static Regime One(string name, string text) =>
        RegimeTable.Speech(name, $"50 requests/min, {text}", 50, 600);

    private static Regime With(Regime regime, Func<StrictRules, StrictRules> change) =>
        regime with { Rules = change(regime.Rules) };

    // The hidden bucket lets 5,000 calls through in 600 s; 2 % more is allowed.
    private static Dictionary<RegimeMode, Acceptance> Hidden(int headers, int zero, int silent) => new()
    {
        [RegimeMode.Headers] = new(null, headers) { Makespan = TimeSpan.FromSeconds(612) },
        [RegimeMode.Zero] = new(null, zero) { Makespan = TimeSpan.FromSeconds(612) },
        [RegimeMode.Silent] = new(null, silent) { Makespan = TimeSpan.FromSeconds(612) },
    };

    private static Dictionary<RegimeMode, Acceptance> Each(Acceptance acceptance) =>
        Enum.GetValues<RegimeMode>().ToDictionary(mode => mode, _ => acceptance);
}
