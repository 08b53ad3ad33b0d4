using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Stages;

namespace Pressrun.Rehearsing;

/// <summary>
/// Executes what a run has finished once more, in virtual time: every call is answered from its journal, none is sent,
/// and nothing is written. A call that the journal does not know would be paid again; a result that differs comes from
/// a stage that is not a pure function of its inputs and answers.
/// </summary>
public static class Replay
{
    /// <summary>Replays a run.</summary>
    /// <param name="pipeline">The definition as it is now.</param>
    /// <param name="providers">Providers by the name requests use: to read replies; they are asked nothing.</param>
    /// <param name="source">The run.</param>
    /// <param name="selects">Which finished items; null takes all.</param>
    public static ReplayReport Run(
        Pipeline pipeline, IReadOnlyDictionary<string, IProvider> providers, IReplaySource source,
        Func<Item, bool>? selects = null)
    {
        var done = source.Read(new Query.Outputs(null, IsDoneOnly: true)).OfType<Record.Item>()
            .Select(item => item.Number).ToHashSet();
        // Of a part only those are replayed; a stage before the items has seen all of them.
        var items = source.Read(new Query.Outputs(null, IsDoneOnly: false)).OfType<Record.Item>()
            .Where(item => item.Added is not null && (selects?.Invoke(item.Added) ?? true))
            .ToDictionary(item => item.Added!.Key, item => done.Contains(item.Number)
                ? item with { State = ItemState.Done }
                : item with { State = ItemState.Skipped }, StringComparer.Ordinal);
        var ordinals = items.ToDictionary(item => item.Key, item => item.Value.Number, StringComparer.Ordinal);
        // Over some of the items a stage over the batch would come out differently.
        var (asked, memory, result) = Overlay.Run(selects is null ? pipeline : Overlay.WithoutBatch(pipeline),
            ItemSource.Of([.. items.Values.Select(item => item.Added!)]), providers, source,
            items.GetValueOrDefault, options => options with { CarriesAlways = true });
        var batch = FinishedOverBatch(source);
        var drifts = asked.Where(call => call.ItemKey.Length > 0 || batch.Contains(call.Stage))
            .Select(call => Explain(call, providers[call.Request.Provider], source, ordinals))
            .OrderBy(drift => ordinals.GetValueOrDefault(drift.Item)).ThenBy(drift => pipeline.PlaceOf(drift.Stage))
            .ThenBy(drift => drift.Part, StringComparer.Ordinal).ToList();
        return new(items.Values.Count(item => item.State == ItemState.Done),
            result.Stages.Values.Sum(tally => tally.Remembered), drifts,
            [.. Compare(memory, source, ordinals)
                .Where(difference => difference.Item.Length > 0 || batch.Contains(difference.Stage))]);
    }

    // Stages over the batch that are done with the items as they stand: what one has begun anew and not finished is
    // nothing to replay.
    private static HashSet<string> FinishedOverBatch(IReplaySource source)
    {
        var finished = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in source.Read(new Query.Item(0)))
        {
            _ = record switch
            {
                Record.Done done => finished.Add(done.Stage),
                Record.Intent intent => finished.Remove(intent.Stage),
                Record.Reply reply => finished.Remove(reply.Stage),
                Record.Verdict verdict => finished.Remove(verdict.Stage),
                _ => false,
            };
        }

        return finished;
    }

    private static Drift Explain(
        Call call, IProvider provider, IReplaySource source, IReadOnlyDictionary<string, long> ordinals)
    {
        // What was asked at the same place, at the first attempt, which keeps the request.
        var before = source.Read(new Query.Elsewhere(call.ItemKey)).OfType<Record.Intent>().Reverse()
            .Concat(source.Read(new Query.Item(ordinals.GetValueOrDefault(call.ItemKey))).OfType<Record.Intent>())
            .Where(intent => intent.Stage == call.Stage && intent.Part == call.Part && intent.Sample == call.Sample
                && intent.Request is not null).ToList();
        // A stage may ask several models at one place: the answer and the file it is saved to.
        var was = before.LastOrDefault(intent => intent.Model == call.Request.Model) ?? before.LastOrDefault();
        return new(call.ItemKey, call.Stage, call.Part, call.Request.Content, call.Request.Model,
            provider.Estimate(call).WorstCase)
        {
            Was = was?.Request is { Blob: null } body ? body.ToText() : null,
            WasModel = was?.Model,
        };
    }

    private static IEnumerable<Difference> Compare(
        MemoryStore memory, IReplaySource source, IReadOnlyDictionary<string, long> ordinals)
    {
        var records = memory.Image.Entries.SelectMany(entry => entry).ToList();
        var keys = records.OfType<Record.Item>().Where(item => item.Added is not null)
            .ToDictionary(item => item.Number, item => item.Added!.Key);
        keys[0] = "";
        foreach (var made in records.OfType<Record.Done>().GroupBy(done => done.Number)
                     .OrderBy(made => ordinals.GetValueOrDefault(keys[made.Key])))
        {
            var was = source.Read(new Query.Item(ordinals.GetValueOrDefault(keys[made.Key]))).OfType<Record.Done>()
                .GroupBy(done => (done.Stage, done.Part)).ToDictionary(done => done.Key, done => done.Last());
            foreach (var done in made)
            {
                if (was.TryGetValue((done.Stage, done.Part), out var before) && before.Output.Hash != done.Output.Hash)
                {
                    yield return new(keys[made.Key], done.Stage, done.Part);
                }
            }
        }
    }
}
