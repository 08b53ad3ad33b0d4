using System.Globalization;

namespace Pressrun.Simulation.Tests;

public sealed class SwarmTests(SwarmOnce swarm, ITestOutputHelper output) : IClassFixture<SwarmOnce>
{
    /// <summary>What must happen in some run, or the swarm proves less than it seems to.</summary>
    public static TheoryData<string> Events =>
    [
        "budget changed",
        "came back late",
        "clock jumped",
        "commits lost",
        "connection broke",
        "definition changed",
        "disk full",
        "ended by Stop",
        "ended by StopNow",
        "ended: Budget",
        "ended: Complete",
        "ended: Nothing",
        "ended: Stopped",
        "exceeded Slots",
        "failed for good",
        "failed in passing",
        "fenced write refused",
        "finished before its end",
        "killed",
        "looked up",
        "never came back",
        "no commit lost",
        "paused",
        "power cut",
        "refused: Overload",
        "refused: RateShort",
        "sent",
        "slow disk",
        "taken over",
        "told to wait",
        "unreadable reply",
        "verdict: Fail",
        "verdict: Keep",
        "verdict: Pass",
        "verdict: Review",
        "verdict: Revise",
        "verdict: Skip",
    ];

    [Fact]
    public void No_invariant_is_broken_in_any_run()
    {
        var report = swarm.Report;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Runs} runs, {report.Steps} steps, {report.Elapsed.TotalDays / 365.25:F2} virtual years"));
        foreach (var (what, times) in report.Counts)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times,9} {what}"));
        }

        Assert.True(report.Violation is null,
            $"{report.Violation?.Message}\nThe seed stands above; SEED=<seed> in the environment runs it alone.");
        Assert.Equal(swarm.Count, report.Runs);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void What_can_go_wrong_did_go_wrong_in_some_run(string happening)
    {
        Assert.SkipUnless(swarm.IsLargeEnough, "So few runs need not meet everything.");
        Assert.SkipWhen(swarm.Report.Violation is not null, "The swarm stopped at a violation.");

        Assert.True(swarm.Report.Counts.GetValueOrDefault(happening) > 0,
            $"`{happening}` happened in none of {swarm.Count} runs: workloads or faults have a hole.");
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_and_another_seed_another()
    {
        var traces = new HashSet<ulong>();
        for (var place = 0; place < swarm.Count; place += 100)
        {
            var seed = swarm.First + (ulong)place;
            var once = Testing.Simulation.Run(seed);
            var again = Testing.Simulation.Run(seed);

            Assert.True((once.Trace, once.Steps, once.Elapsed) == (again.Trace, again.Steps, again.Elapsed),
                $"Seed {seed} took {once.Steps} steps with trace {once.Trace:x16}, then {again.Steps} steps with trace "
                + $"{again.Trace:x16}.");
            Assert.Equal(once.Counts, again.Counts);
            Assert.True(traces.Add(once.Trace), $"Seed {seed} has the trace of another seed.");
        }
    }
}
