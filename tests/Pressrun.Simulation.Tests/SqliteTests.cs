using System.Globalization;
using Pressrun.Testing;

namespace Pressrun.Simulation.Tests;

/// <summary>The same crashes over a real database: what a data structure cannot get wrong, SQL can.</summary>
public sealed class SqliteTests(ITestOutputHelper output)
{
    private static readonly int Count =
        Environment.GetEnvironmentVariable("PRESSRUN_CHECK") == "full" ? 500 : 20;

    [Fact]
    public void No_invariant_is_broken_over_a_real_database()
    {
        var report = Swarm.Run(first: 1, Count, Environment.ProcessorCount, time => new SqliteKeeper(time));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Runs} runs, {report.Steps} steps, {report.Elapsed.TotalDays:F1} virtual days"));
        Assert.True(report.Violation is null, report.Violation?.Message);
        Assert.Equal(Count, report.Runs);
    }
}
