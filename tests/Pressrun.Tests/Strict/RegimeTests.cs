using Pressrun.Model;
using Pressrun.Testing.Strict;

namespace Pressrun.Tests.Strict;

/// <summary>The acceptance table as data, and its bounds against a client that knows everything.</summary>
public sealed class RegimeTests
{
    public static TheoryData<string> Names => [.. Regime.All.Select(regime => regime.Name)];

    [Fact]
    public void Every_row_and_every_guard_is_there_once() => Assert.Equal(
        [
            "1", "1b", "1b blind", "1c", "2", "2b", "2c", "3", "4", "4n", "4b", "5", "5n", "6",
            "G1", "G2", "G3", "G4", "G5", "G6", "G7/4", "G7/2", "G8", "G9 cold", "G9 warm",
        ],
        Regime.All.Select(regime => regime.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_column_asks_for_something(string name) => Assert.All(
        Enum.GetValues<RegimeMode>(), mode =>
        {
            var asked = Named(name).Acceptances[mode];
            Assert.True(
                asked.Utilisation is > 0.7 and < 1 || (asked.Makespan ?? asked.OverBound) > TimeSpan.Zero,
                $"{mode} asks for nothing.");
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_client_is_told_nothing_only_where_it_must_learn_all(string name)
    {
        var regime = Named(name);
        Assert.NotEmpty(regime.HintsIn(RegimeMode.Headers));
        Assert.NotEmpty(regime.HintsIn(RegimeMode.Silent));
        Assert.Empty(regime.HintsIn(RegimeMode.Zero));
    }

    [Fact]
    public void A_silent_provider_shows_no_limits()
    {
        Assert.False(Named("1").RulesIn(RegimeMode.Silent).ShowsLimits);
        Assert.True(Named("1").RulesIn(RegimeMode.Zero).ShowsLimits);
    }

    [Fact]
    public void A_guard_is_its_row_with_one_thing_changed()
    {
        Assert.Equal(Named("1").Rules with { RemainingError = 0.03 }, Named("G4").Rules);
        Assert.Equal(Named("4").Rules with { RetryStep = Shelf.At(1) }, Named("G7/4").Rules);
        Assert.Equal(Named("2").Rules with { TokenCharge = Charge.NoRefund }, Named("G3").Rules);
    }

    /// <remarks>
    /// Had the bound been too high, a client would beat it; had it been far too low, or were the server stricter than
    /// it says, no client would come near.
    /// </remarks>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_client_that_knows_everything_comes_close_to_the_bound_and_never_beats_it(string name)
    {
        var regime = Named(name);
        for (var run = 1; run <= 2; run++)
        {
            var calls = StrictWorkload.Draw(regime.Work, regime.Calls, new Random(run));
            var (makespan, taken) = Neighbour.Run(regime.Rules, calls, new Random(run));
            var bound = RegimeBound.Of(regime.Rules, calls, taken).Time - RegimeBound.RoundTrip;
            Assert.True(makespan >= bound - Shelf.At(0.001), $"Run {run}: {makespan} beats the bound, {bound}.");
            Assert.True(makespan <= bound * 1.02, $"Run {run}: {makespan} is far from the bound, {bound}.");
        }
    }

    private static Regime Named(string name) => Regime.All.Single(regime => regime.Name == name);
}
