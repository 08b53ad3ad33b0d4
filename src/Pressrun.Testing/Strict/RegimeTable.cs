using Pressrun.Model;

namespace Pressrun.Testing.Strict;

/// <summary>The rows of the acceptance table. A figure is changed only with a measurement.</summary>
internal static class RegimeTable
{
    /// <summary>The rows in the order of the table.</summary>
    public static readonly IReadOnlyList<Regime> Rows =
    [
        Speech("1", "50 requests/min", 50, 600) with { Acceptances = Cells(98.8, 0, 98.8, 0, 98.0, 5) },
        Grain("1b", "500/min, capacity 1 s of rate, given") with
        {
            Hints = [Limit.PerMinute(500) with { Capacity = 500 / 60.0 }],
            Acceptances = Cells(98.3, 0, 97.7, 1, 98.2, 8),
        },
        Grain("1b blind", "500/min, capacity 1 s of rate, not given") with
        {
            Acceptances = Cells(98.3, 0, 97.7, 1, 97.5, 15),
        },
        Speech("1c", "5,000/min", 5000, 25_000) with { Acceptances = Cells(95.5, 0, 91.5, 0, 95.5, 16) },
        Tokens("2", Charge.Reserve, 1500) with { Acceptances = Cells(98.0, 1, 97.5, 1, 97.9, 7) },
        Tokens("2b", Charge.Actual, 1500) with { Acceptances = Cells(98.3, 0, 98.3, 0, 98.3, 7) },
        Tokens("2c", Charge.Reserve, 1500) with
        {
            Text = "500/min and 100k tokens/min, Reserve, heavy",
            Work = StrictWork.Heavy,
            Acceptances = Cells(96.5, 0, 95.8, 0, 96.4, 7),
        },
        new("3", "5 slots, refusals not counted", new() { Slots = 5, CountsRefusals = false }, StrictWork.Speech, 800)
        {
            Hints = [Limit.AtOnce(5)],
            Acceptances = Cells(96.5, 0, 96.2, 1, 96.5, 0),
        },
        Hinted("4", 100, 50) with { Acceptances = Cells(98.8, 0, 98.8, 0, 96.0, 16) },
        Uncounted(Hinted("4n", 100, 50)) with { Acceptances = Cells(98.8, 0, 98.8, 0, 98.8, 15) },
        Hinted("4b", 25, 50) with { Acceptances = Cells(98.5, 0, 98.8, 0, 89.0, 15) },
        Changed("5", 0.5) with { Acceptances = SoonAfter(Cells(99.0, 2, 98.5, 2, 97.0, 18)) },
        Uncounted(Changed("5n", 0.5)) with { Acceptances = SoonAfter(Cells(99.0, 2, 98.5, 2, 99.0, 20)) },
        Shared() with { Acceptances = Cells(97.0, 75, 96.8, 75, 91.0, 25) },
    ];

    /// <summary>Speech under a number of requests a minute that the client is told.</summary>
    public static Regime Speech(string name, string text, double perMinute, int calls) =>
        new(name, text, new() { RequestsPerMinute = perMinute }, StrictWork.Speech, calls)
        {
            Hints = [Limit.PerMinute(perMinute)],
        };

    /// <summary>Text under 500 requests and 100,000 tokens a minute.</summary>
    public static Regime Tokens(string name, Charge charge, int calls) =>
        new(
            name,
            $"500/min and 100k tokens/min, {charge}",
            new() { RequestsPerMinute = 500, TokensPerMinute = 100_000, TokenCharge = charge },
            StrictWork.Text,
            calls)
        {
            Hints =
            [
                Limit.PerMinute(500),
                new(Unit.Tokens, 100_000, TimeSpan.FromMinutes(1)) { Charge = charge },
            ],
        };

    /// <summary>600 speech calls whose client is told one limit while another is true.</summary>
    public static Regime Hinted(string name, double hint, double truth) =>
        Speech(name, $"hint {hint}/min, truth {truth}", truth, 600) with { Hints = [Limit.PerMinute(hint)] };

    /// <summary>200 requests a minute until 300 s, then this many times as many.</summary>
    public static Regime Changed(string name, double factor)
    {
        var regime = Speech(name, $"200/min, times {factor} at 300 s", 200, 2500);
        return regime with { Rules = regime.Rules with { Changes = [new(TimeSpan.FromSeconds(300), factor)] } };
    }

    /// <summary>Percent and refusals for headers, zero and silent.</summary>
    public static Dictionary<RegimeMode, Acceptance> Cells(
        double headers, int headersMost, double zero, int zeroMost, double silent, int silentMost) => new()
        {
            [RegimeMode.Headers] = new(headers / 100, headersMost),
            [RegimeMode.Zero] = new(zero / 100, zeroMost),
            [RegimeMode.Silent] = new(silent / 100, silentMost),
        };

    private static Regime Grain(string name, string text)
    {
        var regime = Speech(name, text, 500, 5000);
        return regime with { Rules = regime.Rules with { RequestsCapacity = 500 / 60.0 } };
    }

    private static Regime Shared()
    {
        var regime = Speech("6", "200/min, another tenant sends 100/min in the first half of every 2 min", 200, 2500);
        var tenant = new StrictTenant(100, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120));
        return regime with { Rules = regime.Rules with { Tenant = tenant } };
    }

    private static Regime Uncounted(Regime regime) => regime with
    {
        Text = regime.Text + ", refusals not counted",
        Rules = regime.Rules with { CountsRefusals = false },
    };

    // Only the column that names headers asks for it.
    private static Dictionary<RegimeMode, Acceptance> SoonAfter(Dictionary<RegimeMode, Acceptance> cells)
    {
        cells[RegimeMode.Headers] = cells[RegimeMode.Headers] with { RefusalsWithin = TimeSpan.FromSeconds(10) };
        return cells;
    }
}
