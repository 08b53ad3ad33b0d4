using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Testing;

namespace Pressrun.Simulation.Tests;

public sealed class SwarmTests(SwarmOnce swarm, ITestOutputHelper output) : IClassFixture<SwarmOnce>
{
    private static readonly Unit[] Kinds = [Unit.Requests, Unit.Tokens, Unit.Characters, Unit.Slots];

    private static string Version => typeof(Swarm).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "an unknown commit";

    /// <summary>What must happen in some run, or the swarm proves less than it seems to.</summary>
    public static TheoryData<string> Events =>
    [
        .. Enum.GetValues<Fault>().Select(fault => $"fault: {fault}"),
        .. Enum.GetValues<Edit>().Select(edit => $"edit: {edit}"),
        .. Enum.GetValues<RunEnding>().Select(ending => $"ended: {ending}"),
        .. Enum.GetValues<Then>().Select(then => $"verdict: {then}"),
        .. Kinds.Select(kind => $"bound: {kind}"),
        "bound: money",
        "bound: stage",
        "a fallback was asked",
        "a reply quotes the key",
        "budget changed",
        "commits lost",
        "ended by Stop",
        "ended by StopNow",
        "ended by StopTwice",
        "exceeded Slots",
        "finished before its end",
        "found out: Check",
        "found out: Person",
        "killed",
        "killed after recovery",
        "killed in recovery",
        "killed with calls in flight",
        "lanes share a limit",
        "late reply",
        "no commit lost",
        "not sent",
        "parked",
        "paused",
        "power cut",
        "replayed",
        "refused: Busy",
        "refused: Fenced",
        "refused: Full",
        "sent",
        "taken over",
        "told to wait",
        "some stages only",
        "tried again",
        "went first",
        "went first after a pause",
        "went first by its age",
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
            $"{report.Violation?.Message}\n{Shrunk(report)}");
        Assert.Equal(swarm.Count, report.Runs);
    }

    // A seed names a run of one commit on one platform only.
    private static string Shrunk(SwarmReport report)
    {
        if (report.Violation is not { Seed: > 0 } violation)
        {
            return "";
        }

        var (reduction, smallest) = Shrinker.Shrink(violation.Seed, violation);
        return $"""
            SEED={violation.Seed} in the environment runs it alone, at {Version}, on {RuntimeInformation.OSDescription}
            {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}.
            Smaller, {reduction}: {smallest.Message}
            """;
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
