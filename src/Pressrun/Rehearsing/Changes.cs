using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Stages;

namespace Pressrun.Rehearsing;

/// <summary>
/// What a run would pay again because the pipeline or its items changed, found out before anything is sent: the new
/// definition is executed over what the journal knows, up to the first call of each item that it does not know.
/// </summary>
public static class Changes
{
    /// <summary>Looks.</summary>
    /// <param name="pipeline">The definition as it is now.</param>
    /// <param name="items">The items as they are now.</param>
    /// <param name="providers">Providers by the name requests use: to read replies; they are asked nothing.</param>
    /// <param name="source">The pipeline's latest run.</param>
    /// <param name="selects">Which items are to be worked on; null for all.</param>
    /// <param name="selectsStage">Which stages may ask anything; null for all.</param>
    /// <param name="reopenings">Items that are to be tried again; null for none.</param>
    /// <returns>Null if nothing changed since that run.</returns>
    public static ChangeReport? Of(
        Pipeline pipeline, ItemSource items, IReadOnlyDictionary<string, IProvider> providers, IReplaySource source,
        Func<Item, bool>? selects = null, Func<string, bool>? selectsStage = null,
        IReadOnlyList<Reopening>? reopenings = null)
    {
        var beginning = source.ReadBeginning();
        if (beginning.OfType<Record.Run>().FirstOrDefault() is not { } run
            || (run.Fingerprint == pipeline.Fingerprint && run.Source == items.Hash))
        {
            return null;
        }

        var before = beginning.OfType<Record.Definition>().DistinctBy(stage => stage.Name)
            .ToDictionary(stage => stage.Name, StringComparer.Ordinal);
        var known = KnownItems.Of(source, isSame: run.Fingerprint == pipeline.Fingerprint);
        var sums = new ChangeSums(pipeline, source, known, Causes(pipeline, before), selectsStage);
        var look = new ChangeLook(pipeline, items, providers, source, known, sums)
        {
            Selects = selects,
            SelectsStage = selectsStage,
            Reopenings = reopenings ?? [],
        };
        look.Go();
        var (edited, added, leftOut) = known.Compare(items);
        return new(sums.Stages())
        {
            Removed = [.. before.Keys.Except(pipeline.Stages.Select(stage => stage.Name), StringComparer.Ordinal)],
            Edited = edited,
            Added = added,
            LeftOut = leftOut,
        };
    }

    // What is different about each stage, in a user's words; stages that are as they were are left out.
    private static Dictionary<string, IReadOnlyList<string>> Causes(
        Pipeline pipeline, Dictionary<string, Record.Definition> before)
    {
        var causes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var stage in pipeline.Stages)
        {
            List<string> found = [];
            if (!before.TryGetValue(stage.Name, out var was))
            {
                found.Add("it is new");
            }
            else
            {
                found.AddRange(was.Fingerprint == stage.Fingerprint() ? [] : ["what it asks or how"]);
                found.AddRange(was.Gates == stage.GatesFingerprint() ? [] : ["its gates"]);
            }

            if (found.Count > 0)
            {
                causes.Add(stage.Name, found);
            }
        }

        return causes;
    }
}
