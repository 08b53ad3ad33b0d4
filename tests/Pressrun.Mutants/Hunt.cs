using System.Collections.Concurrent;

namespace Pressrun.Mutants;

/// <summary>Lets every mutant loose on each of its killers, on all cores, and keeps what became of it.</summary>
public sealed class Hunt
{
    private readonly ConcurrentDictionary<(string Mutant, string Killer), (Catch?, long)> _ends = new();

    public Hunt()
    {
        var waiting = new ConcurrentQueue<(string Name, string Killer)>(
            Mutant.All.SelectMany(entry => entry.Killers, (entry, killer) => (entry.Name, killer)));
        // A mutant lives on one thread, so the runs of one mutant stay on it.
        var hunters = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while (waiting.TryDequeue(out var next))
            {
                _ends[next] = Pursue(next.Name, Killer.Of(next.Killer));
            }
        })).ToList();
        hunters.ForEach(hunter => hunter.Start());
        hunters.ForEach(hunter => hunter.Join());
    }

    /// <summary>How a mutant was noticed, null if it was not, and how often its place was reached.</summary>
    internal (Catch? Found, long Hits) this[string mutant, string killer] => _ends[(mutant, killer)];

    private static (Catch?, long) Pursue(string mutant, Killer killer)
    {
        Mutant.Switch(mutant);
        try
        {
            return (killer.Look(), Mutant.Hits);
        }
        finally
        {
            Mutant.Switch(null);
        }
    }
}
