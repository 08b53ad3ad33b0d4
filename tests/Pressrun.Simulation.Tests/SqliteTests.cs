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
        var (next, steps, elapsed) = (0, 0L, 0L);
        var violations = new List<string>();
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work)).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Count} runs, {steps} steps, {TimeSpan.FromTicks(elapsed).TotalDays:F1} virtual days"));
        Assert.True(violations.Count == 0, string.Join("\n\n", violations));

        void Work()
        {
            while (Interlocked.Increment(ref next) is var seed && seed <= Count)
            {
                try
                {
                    var result = Testing.Simulation.Run((ulong)seed, keep: time => new SqliteKeeper(time));
                    Interlocked.Add(ref steps, result.Steps);
                    Interlocked.Add(ref elapsed, result.Elapsed.Ticks);
                }
                catch (Violation found)
                {
                    lock (violations)
                    {
                        violations.Add(found.Message);
                    }
                }
            }
        }
    }
}
