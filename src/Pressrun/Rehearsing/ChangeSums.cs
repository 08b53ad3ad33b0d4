using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Rehearsing;

/// <summary>Adds up, by stage, what a changed definition asks again and what may follow.</summary>
internal sealed class ChangeSums(
    Pipeline pipeline, IReplaySource source, KnownItems known,
    IReadOnlyDictionary<string, IReadOnlyList<string>> causes, Func<string, bool>? selectsStage)
{
    private readonly Dictionary<string, Sum> _sums = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private bool _isBatchOpen;

    /// <summary>Takes what an item asked that the journal could not answer.</summary>
    /// <param name="item">The item's key; empty for the batch.</param>
    /// <param name="asked">Its calls.</param>
    /// <param name="overlay">Where they were asked.</param>
    /// <param name="worstOf">The most a call can cost.</param>
    public void Take(string item, IReadOnlyList<Call> asked, Overlay overlay, Func<Call, Money> worstOf)
    {
        _asked.UnionWith(asked.Select(call => call.Stage));
        var former = FormerOf(item);
        var ordinal = asked[0].Ordinal;
        var again = asked.Where(IsAgain).ToLookup(call => call.Stage);
        foreach (var stage in again)
        {
            var was = former.Of(stage.Key);
            var sum = SumOf(stage.Key);
            sum.Items++;
            sum.Calls += stage.Count();
            sum.More += Math.Max(0, was.Calls - overlay.Remembered(ordinal, stage.Key) - stage.Count());
            sum.Worst += stage.Aggregate(Money.Zero, (worst, call) => worst + worstOf(call));
            var paid = stage.Count(call => worstOf(call) > Money.Zero);
            sum.Paid += paid;
            sum.PaidMore += Math.Max(0, Math.Min(was.Paid, was.Calls - overlay.Remembered(ordinal, stage.Key)) - paid);
            sum.Add(was);
        }

        foreach (var stage in pipeline.Stages.Where(stage => !again.Contains(stage.Name) && !stage.IsOnce))
        {
            var origins = pipeline.Before(stage);
            Follow(stage.Name, asked.Select(call => call.Stage).Distinct().Where(origins.Contains), former);
        }

        // Something of what was answered there is of no use any more, or nobody knows whether it is.
        bool IsAgain(Call call) => former.WasAnswered(call) || former.IsDone
            || former.Of(call.Stage).Calls > (causes.ContainsKey(call.Stage) ? 0
                : overlay.Remembered(ordinal, call.Stage));
    }

    /// <summary>Stages of an item may be asked again as they were, since others they need are.</summary>
    public void Follow(string item, IEnumerable<string> stages, IReadOnlySet<string> origins)
    {
        var former = FormerOf(item);
        foreach (var stage in stages.Except(origins, StringComparer.Ordinal))
        {
            Follow(stage, origins, former);
        }
    }

    /// <summary>Nothing is asked for items, and nobody knows what a stage over all of them will see.</summary>
    public void FollowBatch() => _isBatchOpen = true;

    /// <summary>All of it, in the order of the pipeline.</summary>
    public IReadOnlyList<ChangedStage> Stages()
    {
        var batch = FormerOf("");
        foreach (var stage in pipeline.Stages.Where(stage => stage.IsOnce && !_sums.ContainsKey(stage.Name)))
        {
            // An item that goes no further is missing from the batch, whatever the stage needs of it.
            var needed = pipeline.Before(stage).Where(name => _isBatchOpen || _asked.Contains(name)).ToList();
            Follow(stage.Name, needed.Count > 0 || pipeline.IsBefore(stage) ? needed : _asked, batch);
        }

        return
        [
            .. pipeline.Stages.Where(stage => _sums.ContainsKey(stage.Name)).Select(stage => _sums[stage.Name])
                .Select(sum => new ChangedStage(sum.Stage)
                {
                    Follows = [.. sum.Follows.OrderBy(pipeline.PlaceOf)],
                    Items = sum.Items,
                    Calls = sum.Calls,
                    CallsMore = sum.More,
                    Likely = sum.Likely,
                    LikelyCertain = sum.Certain,
                    WorstCase = sum.Worst,
                }),
        ];
    }

    private void Follow(string stage, IEnumerable<string> origins, Former former)
    {
        var from = origins.ToList();
        if (from.Count > 0 && former.Of(stage) is { Calls: > 0 } was && (selectsStage?.Invoke(stage) ?? true))
        {
            var sum = SumOf(stage);
            sum.Items++;
            sum.More += was.Calls;
            sum.PaidMore += was.Paid;
            sum.Follows.UnionWith(from);
            sum.Add(was);
        }
    }

    private Former FormerOf(string item)
    {
        var place = item.Length == 0 ? (Number: 0, IsDone: false) : known.Place(item);
        return new(source, place?.Number, place?.IsDone ?? false, item);
    }

    private Sum SumOf(string stage)
    {
        if (!_sums.TryGetValue(stage, out var sum))
        {
            _sums.Add(stage, sum = new(stage));
        }

        return sum;
    }

    private sealed class Sum(string stage)
    {
        private long _known;
        private Money _cost;
        private Money _worst;
        private long _paid;

        public string Stage => stage;

        public long Items { get; set; }

        public long Calls { get; set; }

        public long More { get; set; }

        public Money Worst { get; set; }

        /// <summary>How many of the calls can cost anything.</summary>
        public long Paid { get; set; }

        /// <summary>How many of those that may become necessary can cost anything.</summary>
        public long PaidMore { get; set; }

        public SortedSet<string> Follows { get; } = new(StringComparer.Ordinal);

        // If each of those that can cost something costs what they did: a file that is written beside them is free.
        public Money? Likely => Price(Paid + PaidMore);

        public Money? Certain => Price(Paid);

        private Money? Price(long calls) =>
            _known == 0 || (Calls > 0 && Worst > Money.Zero && _worst == Money.Zero) ? null
            : _paid == 0 ? _cost
            : new((long)(_cost.Micros / (double)_paid * calls * Dearer));

        // A dearer model costs more than it did, by as much as it may cost more.
        private double Dearer => Paid == 0 || _paid == 0 ? 1
            : Worst.Micros / (double)Paid / (_worst.Micros / (double)_paid);

        public void Add((long Calls, long Paid, Money Cost, Money Worst) was) => (_known, _paid, _cost, _worst) =
            (_known + was.Calls, _paid + was.Paid, _cost + was.Cost, _worst + was.Worst);
    }
}
