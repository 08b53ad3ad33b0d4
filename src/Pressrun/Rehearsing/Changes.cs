using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;

namespace Pressrun.Rehearsing;

/// <summary>
/// What a run would pay again because the pipeline or its items changed, found out before anything is sent: the new
/// definition is executed over what the journal knows, up to the first call of each item that it does not know.
/// </summary>
public static class Changes
{
    /// <summary>Looks.</summary>
    /// <param name="options">
    /// The run to come: its pipeline, its items and which of them, its stages and which of them, and what is tried
    /// again. Its providers read replies and are asked nothing; its store is not touched.
    /// </param>
    /// <param name="source">The pipeline's latest run.</param>
    /// <param name="isBegun">
    /// Whether to look although nothing changed since that run, which may have been begun with a part of the batch.
    /// </param>
    /// <returns>Null if nothing changed since that run.</returns>
    public static ChangeReport? Of(RunOptions options, IReplaySource source, bool isBegun = false)
    {
        var pipeline = options.Pipeline;
        var beginning = source.ReadBeginning();
        if (beginning.OfType<Record.Run>().FirstOrDefault() is not { } run
            || (!isBegun && run.Fingerprint == pipeline.Fingerprint && run.Source == options.Source.Hash))
        {
            return null;
        }

        var before = beginning.OfType<Record.Definition>().DistinctBy(stage => stage.Name)
            .ToDictionary(stage => stage.Name, StringComparer.Ordinal);
        var known = KnownItems.Of(source, isSame: run.Fingerprint == pipeline.Fingerprint);
        var causes = Causes(pipeline, before);
        var sums = new ChangeSums(pipeline, source, known, causes, options.SelectsStage);
        new ChangeLook(options, source, known, sums).Go();
        var (edited, added, leftOut) = known.Compare(options.Source);
        return new(sums.Stages())
        {
            Causes = causes,
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
