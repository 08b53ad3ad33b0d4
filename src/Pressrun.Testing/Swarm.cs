namespace Pressrun.Testing;

/// <summary>Many simulated runs, one a seed, on all cores.</summary>
internal static class Swarm
{
    /// <summary>Runs seeds in a row and stops at the first violation.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="threads">How many at the same time.</param>
    /// <param name="keep">What keeps the records of a run; memory by default.</param>
    public static SwarmReport Run(ulong first, int count, int threads, Func<TimeProvider, IKeeper>? keep = null)
    {
        var (next, runs, steps, elapsed) = (-1L, 0L, 0L, 0L);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        Violation? violation = null;
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(Work)).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return new(runs, steps, TimeSpan.FromTicks(elapsed), counts, violation);

        void Work()
        {
            while (Volatile.Read(ref violation) is null
                && Interlocked.Increment(ref next) is var index && index < count)
            {
                try
                {
                    var result = Simulation.Run(first + (ulong)index, keep: keep);
                    lock (counts)
                    {
                        (runs, steps, elapsed) = (runs + 1, steps + result.Steps, elapsed + result.Elapsed.Ticks);
                        foreach (var (what, times) in result.Counts)
                        {
                            counts[what] = counts.GetValueOrDefault(what) + times;
                        }
                    }
                }
                catch (Violation found)
                {
                    Interlocked.CompareExchange(ref violation, found, null);
                }
            }
        }
    }
}
