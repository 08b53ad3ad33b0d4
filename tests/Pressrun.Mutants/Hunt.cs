using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Pressrun.Testing;

namespace Pressrun.Mutants;

/// <summary>Lets every mutant loose in the swarm, on all cores, and keeps what became of it.</summary>
public sealed class Hunt
{
    private const int RunsMax = 2_000;

    private readonly ConcurrentDictionary<string, Catch> _catches = new(StringComparer.Ordinal);

    public Hunt()
    {
        var waiting = new ConcurrentQueue<string>(Mutant.All.Select(entry => entry.Name));
        // A mutant lives on one thread, so the runs of one mutant stay on it.
        var hunters = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while (waiting.TryDequeue(out var name))
            {
                _catches[name] = Pursue(name);
            }
        })).ToList();
        hunters.ForEach(hunter => hunter.Start());
        hunters.ForEach(hunter => hunter.Join());
    }

    internal Catch this[string mutant] => _catches[mutant];

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a mutant makes the engine throw, it was noticed.")]
    private static Catch Pursue(string mutant)
    {
        Mutant.Switch(mutant);
        try
        {
            for (var run = 1; run <= RunsMax; run++)
            {
                try
                {
                    Simulation.Run((ulong)run);
                }
                catch (Violation found)
                {
                    return new(run, Mutant.Hits, found.Invariant, found.Message);
                }
                catch (Exception error)
                {
                    return new(run, Mutant.Hits, 0, error.ToString());
                }
            }

            return new(RunsMax, Mutant.Hits, null, "");
        }
        finally
        {
            Mutant.Switch(null);
        }
    }
}
