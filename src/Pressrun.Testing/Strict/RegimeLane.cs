using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Testing.Strict;

/// <summary>A strict provider's lane as the client's profile describes it, and its headers as readings.</summary>
internal sealed class RegimeLane
{
    private readonly int _requests;
    private readonly int _tokens;

    public RegimeLane(Regime regime, RegimeMode mode)
    {
        var rules = regime.RulesIn(mode);
        var hints = regime.HintsIn(mode);
        // Nothing given: what a profile knows is only which limits there may be, and how output is charged.
        IReadOnlyList<Limit> limits = hints.Count > 0
            ? hints
            : [Limit.Unknown(Unit.Requests), Limit.Unknown(Unit.Tokens) with { Charge = rules.TokenCharge },
                Limit.Unknown(Unit.Slots)];
        Lane = new("strict", [.. limits.Select(limit => limit with { Headers = Names(limit.Unit, rules.TokenStep) })]);
        _requests = PlaceOf(Unit.Requests);
        _tokens = PlaceOf(Unit.Tokens);
    }

    /// <summary>The lane with what is given of its limits.</summary>
    public Lane Lane { get; }

    /// <summary>The names of the headers that tell of a limit.</summary>
    public static LimitHeaders Names(Unit unit, int tokenStep) => unit switch
    {
        Unit.Requests => new("x-limit-requests", "x-remaining-requests", "x-reset-requests"),
        Unit.Tokens => new("x-limit-tokens", "x-remaining-tokens", "x-reset-tokens") { Step = tokenStep },
        _ => new("x-slots-maximum", null, null),
    };

    /// <summary>What a reply's headers say; null where no header is shown.</summary>
    public QuotaReading? Read(StrictHeaders headers)
    {
        var limits = new List<LimitReading>(2);
        Add(_requests, headers.RequestsLimit, headers.RequestsRemaining, headers.RequestsReset);
        Add(_tokens, headers.TokensLimit, headers.TokensRemaining, headers.TokensReset);
        return limits.Count == 0 && headers.ConcurrencyMaximum is null ? null : new(limits, headers.ConcurrencyMaximum);

        void Add(int place, double? limit, long? remaining, TimeSpan? reset)
        {
            if (place >= 0 && limit is not null)
            {
                limits.Add(new(place, limit, remaining, reset?.TotalSeconds));
            }
        }
    }

    private int PlaceOf(Unit unit) =>
        Lane.Limits.Select((limit, place) => (limit, place)).Where(one => one.limit.Unit == unit)
            .Select(one => one.place).DefaultIfEmpty(-1).First();
}
