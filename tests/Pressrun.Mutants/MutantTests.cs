using Pressrun.Testing;
using Xunit;

namespace Pressrun.Mutants;

public sealed class MutantTests(Hunt hunt, ITestOutputHelper output) : IClassFixture<Hunt>
{
    private const int HealthyRuns = 300;

    public static TheoryData<string> Names => [.. Mutant.All.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mutant_is_caught_by_the_invariant_it_breaks(string name)
    {
        var (run, hits, invariant, message) = hunt[name];
        var expected = Mutant.All.Single(entry => entry.Name == name).Breaks;

        Assert.True(hits > 0, $"{name} was never reached in {run} runs: the workloads have a hole.");
        Assert.True(invariant is not null, $"{name} survived {run} runs, reached {hits} times.");
        Assert.True(expected.Contains(invariant.Value),
            $"{name} was caught in run {run} by invariant {invariant}, not {string.Join(" or ", expected)}: {message}");
        output.WriteLine($"{name}: caught in run {run} by invariant {invariant}, reached {hits} times");
    }

    [Fact]
    public void Without_a_mutant_the_woven_engine_passes()
    {
        var report = Swarm.Run(first: 1, HealthyRuns, Environment.ProcessorCount);

        Assert.True(report.Violation is null, report.Violation?.Message);
        Assert.Equal(HealthyRuns, report.Runs);
    }
}
