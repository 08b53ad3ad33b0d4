using Pressrun.Model;

namespace Pressrun.Stages;

/// <summary>A definition of work: stages in order, each needing only stages before it. Immutable.</summary>
public sealed class Pipeline
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <param name="name">Names the pipeline in its store; part of every call's identity.</param>
    /// <param name="stages">The stages, in order.</param>
    /// <exception cref="PressrunException">The stages do not fit together; the message lists every reason.</exception>
    public Pipeline(string name, IReadOnlyList<Stage> stages)
    {
        Name = name;
        Stages = [.. stages];
        var faults = Stages.SelectMany(Faults).ToList();
        if (Stages.Count == 0)
        {
            faults.Add("it has no stage");
        }

        if (faults.Count > 0)
        {
            throw new PressrunException($"Pipeline `{name}` does not fit together: {string.Join("; ", faults)}.");
        }

        Fingerprint = Hash();
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The stages, in order; at least one.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>Hash of the whole definition, gates included.</summary>
    public string Fingerprint { get; }

    /// <summary>Place of a stage among all, from 0.</summary>
    public int PlaceOf(string stage) => _places[stage];

    /// <summary>
    /// Whether a stage runs over the whole batch before any item is worked on: it needs no result of an item.
    /// </summary>
    public bool IsBefore(Stage stage) =>
        stage.IsOnce && stage.Needs.All(need => _places.TryGetValue(need, out var place) && IsBefore(Stages[place]));

    /// <summary>The stages whose results a stage needs, directly or through others.</summary>
    public IReadOnlySet<string> Before(Stage stage)
    {
        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (var need in stage.Needs)
        {
            before.Add(need);
            before.UnionWith(Before(Stages[_places[need]]));
        }

        return before;
    }

    private IEnumerable<string> Faults(Stage stage, int place)
    {
        if (!_places.TryAdd(stage.Name, place))
        {
            yield return $"two stages are called `{stage.Name}`";
            yield break;
        }

        foreach (var need in stage.Needs.Where(need => !_places.ContainsKey(need) || need == stage.Name))
        {
            yield return $"`{stage.Name}` needs `{need}`, which is no stage before it";
        }

        foreach (var need in stage.Needs.Where(need => !stage.IsOnce && IsAfter(need)))
        {
            yield return $"`{stage.Name}` runs for each item and cannot need `{need}`, which waits for all items";
        }

        if (stage is { IsOnce: true, Each: not null })
        {
            yield return $"`{stage.Name}` cannot run once and over each part";
        }

        if (stage.Each?.Stage is { } source && !stage.Needs.Contains(source, StringComparer.Ordinal))
        {
            yield return $"`{stage.Name}` runs over `{source}` and must need it";
        }

        if (stage is { IsChained: true, Each: null })
        {
            yield return $"`{stage.Name}` is chained and must run over parts";
        }

        if (stage.Limits.Any(limit => limit.IsWindow && limit.Unit == Unit.Slots))
        {
            yield return $"a limit of `{stage.Name}` on calls at once has no window";
        }
    }

    private bool IsAfter(string need) =>
        _places.TryGetValue(need, out var place) && Stages[place].IsOnce && !IsBefore(Stages[place]);

    private string Hash()
    {
        // Gathered first: two digests must not be open at the same time on one thread.
        var all = string.Concat(Stages.Select(stage => stage.Fingerprint() + stage.GatesFingerprint()));
        var digest = new Digest("pipeline/1");
        digest.Add(Name);
        digest.Add(all);
        return digest.ToHex();
    }
}
