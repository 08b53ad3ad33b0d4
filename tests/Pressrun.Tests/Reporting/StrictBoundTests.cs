using Pressrun.Model;
using Pressrun.Reporting;
using Pressrun.Testing.Strict;
using Pressrun.Tests.Strict;

namespace Pressrun.Tests.Reporting;

/// <summary>The lower bound against a provider that knows the truth, and a client that knows it too.</summary>
public sealed class StrictBoundTests
{
    // With another tenant the rate that is left for us is known only afterwards.
    public static TheoryData<string> Names =>
        [.. Regime.All.Where(regime => regime.Rules.Tenant is null).Select(regime => regime.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_client_beats_the_bound_and_one_that_knows_everything_comes_close(string name)
    {
        var regime = Regime.All.Single(each => each.Name == name);
        var calls = StrictWorkload.Draw(regime.Work, regime.Calls, new Random(1));
        var bound = LowerBound.Of(Needs(regime.Rules, calls)).Seconds;
        var makespan = Neighbour.Run(regime.Rules, calls, new Random(1)).Makespan.TotalSeconds;
        Assert.True(bound <= makespan + 0.001, $"{makespan} s beat the bound, {bound} s.");
        var tolerance = regime.Rules.TokenCharge == Charge.Actual ? 1.1 : 1.02;
        Assert.True(makespan <= bound * tolerance, $"{makespan} s are far from the bound, {bound} s.");
    }

    private static Needs Needs(StrictRules rules, StrictCall[] calls)
    {
        List<Load> loads = [];
        foreach (var bucket in rules.RequestBuckets())
        {
            var limit = Limit.PerMinute(bucket.PerMinute) with { Capacity = bucket.Capacity };
            loads.Add(new("server", limit, [.. calls.Select(call => UseOf(call, 1))]) { Rates = Rates(rules, limit) });
        }

        if (rules.TokenBucket() is { } tokens)
        {
            var limit = new Limit(Unit.Tokens, tokens.PerMinute, TimeSpan.FromMinutes(1));
            loads.Add(new("server", limit, [.. calls.Select(call => UseOf(call, Tokens(rules, call)) with
            {
                Late = rules.TokenCharge == Charge.Actual ? call.Output : 0,
            })]));
        }

        if (rules.Slots is { } slots)
        {
            loads.Add(new("server", Limit.AtOnce(slots), [.. calls.Select(call => UseOf(call, 0))]));
        }

        return new()
        {
            Loads = loads,
            Paths = [.. calls.Select(call => new ItemPath($"call {call.Number}", call.Work.TotalSeconds))],
        };
    }

    private static RatePiece[] Rates(StrictRules rules, Limit limit) =>
    [
        new(0, limit.RatePerSecond),
        .. rules.Changes.Select(change => new RatePiece(
            change.At.TotalSeconds, limit.RatePerSecond * change.Factor)),
    ];

    private static Use UseOf(StrictCall call, double cost) => new(cost, 0, call.Work.TotalSeconds, 0);

    private static double Tokens(StrictRules rules, StrictCall call) =>
        call.Input + (rules.TokenCharge == Charge.NoRefund ? call.MaxOutput : call.Output);
}
