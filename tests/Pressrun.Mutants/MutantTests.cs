using Pressrun.Testing;
using Xunit;

namespace Pressrun.Mutants;

public sealed class MutantTests(Hunt hunt, ITestOutputHelper output) : IClassFixture<Hunt>
{
    private const int HealthyRuns = 300;

    public static TheoryData<string, string> Hunted =>
        [.. Mutant.All.SelectMany(entry => entry.Killers, (entry, killer) => (entry.Name, killer))];

    /// <summary>Every killer but the swarm, which has a test of its own.</summary>
    public static TheoryData<string> Killers =>
        [.. Mutant.All.SelectMany(entry => entry.Killers).Where(killer => !char.IsAsciiDigit(killer[0])).Distinct()];

    [Theory]
    [MemberData(nameof(Hunted))]
    public void A_mutant_is_caught_by_what_it_breaks(string name, string killer)
    {
        var (found, hits) = hunt[name, killer];

        Assert.True(hits > 0, $"{name} was never reached by {killer}: it proves nothing about it.");
        Assert.True(found is not null, $"{name} survived {killer}, reached {hits} times.");
        Assert.True(Killer.Of(killer).Expects(found),
            $"{name} was caught in run {found.Run} by invariant {found.Invariant}, not {killer}: {found.Message}");
        output.WriteLine($"{name}: caught by {killer}, run {found.Run}, reached {hits} times: {found.Message}");
    }

    [Theory]
    [MemberData(nameof(Killers))]
    public void Without_a_mutant_a_killer_sees_nothing(string killer) =>
        Assert.Null(Killer.Of(killer).Look()?.Message);

    [Fact]
    public void Without_a_mutant_the_woven_engine_passes()
    {
        var report = Swarm.Run(first: 1, HealthyRuns, Environment.ProcessorCount);

        Assert.True(report.Violation is null, report.Violation?.Message);
        Assert.Equal(HealthyRuns, report.Runs);
    }
}
