using Pressrun.Model;

namespace Pressrun.Testing.Strict;

/// <summary>
/// A cell of the acceptance table for real sockets and the real clock, ten times as fast: rates times ten, work a
/// tenth.
/// What a bucket holds stays, so that it holds a tenth of the time; but a capacity that the row names in time of its
/// own rate stays that time, because J is not ten times shorter either.
/// </summary>
/// <param name="Regime">The row, faster.</param>
/// <param name="Mode">The column.</param>
/// <param name="CallsAMinute">How many of its calls fill about a minute.</param>
internal sealed record LoopbackRow(Regime Regime, RegimeMode Mode, int CallsAMinute)
{
    private const double Faster = 10;

    /// <summary>The cells that are run; the longest, 2, takes less than three minutes.</summary>
    public static IReadOnlyList<LoopbackRow> All { get; } =
    [
        Of("1", RegimeMode.Headers, 600),
        Of("1", RegimeMode.Silent, 600),
        Of("1b", RegimeMode.Headers, 5000),
        Of("2", RegimeMode.Headers, 600),
        Of("3", RegimeMode.Headers, 800),
        Of("4", RegimeMode.Headers, 600),
        Of("5", RegimeMode.Headers, 1800),
    ];

    /// <summary>What the row demands of a run in virtual time, where messages take longer.</summary>
    public Acceptance Acceptance => Regime.Acceptances[Mode];

    /// <summary>
    /// The same with fewer calls, for a test that has so much time. Start and end weigh more then: 600 calls instead of
    /// the 1,500 of regime 2 cost three points, in virtual time too.
    /// </summary>
    public LoopbackRow For(double minutes) =>
        this with { Regime = Regime with { Calls = (int)(CallsAMinute * minutes) } };

    /// <summary>The calls of a run; the number fixes every draw.</summary>
    public StrictCall[] Calls(int run) => [.. StrictWorkload.Draw(Regime.Work, Regime.Calls, new(run))
        .Select(call => call with { Work = call.Work / Faster })];

    /// <summary>What no client can beat: on the loopback a message takes next to no time.</summary>
    public TimeSpan Bound(IReadOnlyList<StrictCall> calls) =>
        RegimeBound.Of(Regime.RulesIn(Mode), calls, []).Time - RegimeBound.RoundTrip;

    private static LoopbackRow Of(string name, RegimeMode mode, int callsAMinute)
    {
        var regime = Regime.All.Single(one => one.Name == name);
        return new(regime with { Rules = Quicken(regime.Rules), Hints = [.. regime.Hints.Select(Quicken)] }, mode,
            callsAMinute);
    }

    private static StrictRules Quicken(StrictRules rules) => rules with
    {
        RequestsPerMinute = rules.RequestsPerMinute * Faster,
        RequestsCapacity = rules.RequestsCapacity * Faster ?? rules.RequestsPerMinute,
        TokensPerMinute = rules.TokensPerMinute * Faster,
        TokensCapacity = rules.TokensCapacity * Faster ?? rules.TokensPerMinute,
        Changes = [.. rules.Changes.Select(change => change with { At = change.At / Faster })],
    };

    private static Limit Quicken(Limit limit) => limit.Unit == Unit.Slots ? limit
        : new(limit.Unit, limit.Amount * Faster, limit.Period)
        {
            Capacity = limit.Capacity == limit.Amount ? limit.Amount : limit.Capacity * Faster,
            Charge = limit.Charge,
        };
}
