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
    private const int ItemsAtOnce = 10_000;

    /// <summary>Looks.</summary>
    /// <param name="pipeline">The definition as it is now.</param>
    /// <param name="items">The items as they are now.</param>
    /// <param name="providers">Providers by the name requests use: to read replies; they are asked nothing.</param>
    /// <param name="source">The pipeline's latest run.</param>
    /// <param name="selects">Which items are to be worked on; null for all.</param>
    /// <param name="selectsStage">Which stages may ask anything; null for all.</param>
    /// <returns>Null if nothing changed since that run.</returns>
    public static ChangeReport? Of(
        Pipeline pipeline, ItemSource items, IReadOnlyDictionary<string, IProvider> providers, IReplaySource source,
        Func<Item, bool>? selects = null, Func<string, bool>? selectsStage = null)
    {
        var beginning = source.ReadBeginning();
        if (beginning.OfType<Record.Run>().FirstOrDefault() is not { } run
            || (run.Fingerprint == pipeline.Fingerprint && run.Source == items.Hash))
        {
            return null;
        }

        var known = Known(source);
        var looked = new Look(pipeline, source, known, Causes(pipeline, beginning), selectsStage);
        foreach (var (asked, overlay) in Asked(
            pipeline, items, providers, source, known, selects, selectsStage))
        {
            looked.Take(asked.Key, [.. asked], overlay,
                call => providers[call.Request.Provider].Estimate(call).WorstCase);
        }

        var (edited, added) = (0L, 0L);
        foreach (var item in items.Read())
        {
            var isKnown = known.TryGetValue(item.Key, out var was);
            added += isKnown ? 0 : 1;
            edited += isKnown && was.Input != HashOf(item) ? 1 : 0;
            known.Remove(item.Key);
        }

        return new(looked.Stages(isWhole: selects is null))
        {
            Removed = [.. beginning.OfType<Record.Definition>().Select(stage => stage.Name)
                .Except(pipeline.Stages.Select(stage => stage.Name), StringComparer.Ordinal)],
            Edited = edited,
            Added = added,
            LeftOut = known.Count,
        };
    }

    // Some items at a time, so that memory does not depend on the batch.
    private static IEnumerable<(IGrouping<string, Call> Asked, Overlay Overlay)> Asked(
        Pipeline pipeline, ItemSource items, IReadOnlyDictionary<string, IProvider> providers, IReplaySource source,
        IReadOnlyDictionary<string, Was> known, Func<Item, bool>? selects, Func<string, bool>? selectsStage)
    {
        var ofItems = Overlay.WithoutBatch(pipeline);
        var hasAsked = false;
        // A stage before the items sees all of them, whatever is selected.
        var chunks = pipeline.Stages.Any(pipeline.IsBefore)
            ? [[.. items.Read()]]
            : items.Read().Where(item => selects?.Invoke(item) ?? true).Chunk(ItemsAtOnce);
        foreach (var chunk in chunks)
        {
            foreach (var asked in Over(ofItems, chunk))
            {
                hasAsked = true;
                yield return asked;
            }
        }

        if (!hasAsked && selects is null && ofItems != pipeline && known.Count <= ItemsAtOnce)
        {
            // Only with every item as it was does a stage over all of them make the request it will make.
            foreach (var asked in Over(pipeline, [.. items.Read()]))
            {
                yield return asked;
            }
        }

        IEnumerable<(IGrouping<string, Call>, Overlay)> Over(Pipeline some, Item[] chunk)
        {
            var overlay = Overlay.Run(some, ItemSource.Of(chunk), providers, source,
                chunk.Where(item => known.ContainsKey(item.Key)).ToDictionary(item => item.Key,
                    item => new Record.Item(known[item.Key].Number, known[item.Key].State), StringComparer.Ordinal),
                options => options with { Selects = selects, SelectsStage = selectsStage });
            return overlay.Asked.GroupBy(call => call.ItemKey, StringComparer.Ordinal)
                .Select(asked => (asked, overlay));
        }
    }

    private static Dictionary<string, Was> Known(IReplaySource source)
    {
        var known = new Dictionary<string, Was>(StringComparer.Ordinal);
        foreach (var item in source.Read(new Query.Outputs(null, IsDoneOnly: false)).OfType<Record.Item>())
        {
            if (item.Added is { } added)
            {
                known[added.Key] = new(item.Number, ItemState.Open, HashOf(added));
            }
        }

        foreach (var item in source.Read(new Query.Outputs(null, IsDoneOnly: true)).OfType<Record.Item>())
        {
            if (item.Added is { } added)
            {
                known[added.Key] = known[added.Key] with { State = ItemState.Done };
            }
        }

        return known;
    }

    private static ulong HashOf(Item item)
    {
        var hash = 14695981039346656037;
        foreach (var letter in item.Input)
        {
            hash = unchecked((hash ^ letter) * 1099511628211);
        }

        return hash;
    }

    // What is different about each stage, in a user's words; stages that are as they were are left out.
    private static Dictionary<string, IReadOnlyList<string>> Causes(Pipeline pipeline, IReadOnlyList<Record> beginning)
    {
        var before = beginning.OfType<Record.Definition>().DistinctBy(stage => stage.Name)
            .ToDictionary(stage => stage.Name, StringComparer.Ordinal);
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

    private sealed class Look(
        Pipeline pipeline, IReplaySource source, IReadOnlyDictionary<string, Was> known,
        IReadOnlyDictionary<string, IReadOnlyList<string>> causes, Func<string, bool>? selectsStage)
    {
        private readonly Dictionary<string, Sum> _sums = new(StringComparer.Ordinal);

        public void Take(string item, IReadOnlyList<Call> asked, Overlay overlay, Func<Call, Money> worstOf)
        {
            var former = new Former(source, known.TryGetValue(item, out var was) ? was.Number : null,
                was.State == ItemState.Done, item);
            var again = asked.Where(call => former.WasAnswered(call) || former.IsDone
                || (causes.ContainsKey(call.Stage) && former.Of(call.Stage).Calls > 0)).ToLookup(call => call.Stage);
            foreach (var stage in again)
            {
                var (calls, cost) = former.Of(stage.Key);
                var sum = SumOf(stage.Key);
                sum.Items++;
                sum.Calls += stage.Count();
                sum.More += Math.Max(0, calls - overlay.Remembered(asked[0].Ordinal, stage.Key) - stage.Count());
                sum.Worst += stage.Aggregate(Money.Zero, (worst, call) => worst + worstOf(call));
                sum.Add(calls, cost);
            }

            foreach (var stage in pipeline.Stages.Where(stage => !again.Contains(stage.Name) && !stage.IsOnce))
            {
                var origins = pipeline.Before(stage).Where(again.Contains).ToList();
                if (origins.Count > 0)
                {
                    Follow(stage.Name, origins, former);
                }
            }
        }

        // In the order of the pipeline; those over the batch see other items, or other results of them.
        public IReadOnlyList<ChangedStage> Stages(bool isWhole)
        {
            var batch = new Former(source, 0, isDone: false, "");
            foreach (var stage in pipeline.Stages.Where(stage => isWhole && stage.IsOnce && !pipeline.IsBefore(stage)))
            {
                var origins = pipeline.Before(stage).Where(_sums.ContainsKey).ToList();
                if (origins.Count > 0 && !_sums.ContainsKey(stage.Name))
                {
                    Follow(stage.Name, origins, batch);
                }
            }

            return
            [
                .. pipeline.Stages.Where(stage => _sums.ContainsKey(stage.Name)).Select(stage => _sums[stage.Name])
                    .Where(sum => sum.Calls + sum.More > 0).Select(sum => new ChangedStage(sum.Stage)
                    {
                        Causes = sum.Calls > 0 ? causes.GetValueOrDefault(sum.Stage, []) : [],
                        Follows = [.. sum.Follows.OrderBy(pipeline.PlaceOf)],
                        Items = sum.Items,
                        Calls = sum.Calls,
                        CallsMore = sum.More,
                        Likely = sum.Likely,
                        WorstCase = sum.Worst,
                    }),
            ];
        }

        private void Follow(string stage, IReadOnlyList<string> origins, Former former)
        {
            var (calls, cost) = former.Of(stage);
            if (calls > 0 && (selectsStage?.Invoke(stage) ?? true))
            {
                var sum = SumOf(stage);
                sum.Items++;
                sum.More += calls;
                sum.Follows.UnionWith(origins);
                sum.Add(calls, cost);
            }
        }

        private Sum SumOf(string stage)
        {
            if (!_sums.TryGetValue(stage, out var sum))
            {
                _sums.Add(stage, sum = new(stage));
            }

            return sum;
        }
    }

    private readonly record struct Was(long Number, ItemState State, ulong Input);

    private sealed class Sum(string stage)
    {
        private long _known;
        private Money _cost;

        public string Stage => stage;

        public long Items { get; set; }

        public long Calls { get; set; }

        public long More { get; set; }

        public Money Worst { get; set; }

        public SortedSet<string> Follows { get; } = new(StringComparer.Ordinal);

        public Money? Likely => _known == 0 ? null : new((long)(_cost.Micros / (double)_known * (Calls + More)));

        public void Add(long known, Money cost) => (_known, _cost) = (_known + known, _cost + cost);
    }
}
