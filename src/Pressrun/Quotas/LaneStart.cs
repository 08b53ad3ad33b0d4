using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Quotas;

/// <summary>
/// What is known of a lane when a run begins: its last snapshot, and the calls the journal shows since. Snapshots are
/// advisory: without one the lane starts full and unproven, and every call since the run began is taken out.
/// </summary>
internal sealed class LaneStart
{
    private const long AgeMax = 7L * 24 * 3600 * 1_000_000;

    private readonly LaneSnapshot? _snapshot;
    private Demand _since;
    private int _sinceCalls;
    private long _lastAt;
    private Demand _open;
    private int _openCalls;

    /// <param name="snapshot">What <see cref="Write"/> wrote; null or unreadable for none.</param>
    public LaneStart(string? snapshot) => _snapshot = LaneSnapshot.Read(snapshot);

    /// <summary>The snapshot of a lane.</summary>
    public static string Write(Quota quota, TimeSpan now, long wallMicros) =>
        LaneSnapshot.Of(quota, now, wallMicros).ToString();

    /// <summary>
    /// Snapshots of lanes and stages nothing has been asked of yet: as they stand after what the journal shows.
    /// </summary>
    public static IReadOnlyDictionary<string, string> WriteAll(IEnumerable<Lane> lanes, IEnumerable<Stage> stages,
        IReadOnlyDictionary<string, LaneStart> starts, TimeSpan now, long wallMicros)
    {
        var snapshots = new Dictionary<string, string>(StringComparer.Ordinal);
        var all = lanes.ToList();
        var shared = all.Select(lane => lane.Within).OfType<Lane>();
        foreach (var (name, limits, isOwn) in all.Select(lane => (lane.Name, lane.Limits, false))
                     .Concat(shared.Select(lane => (lane.Name, lane.Limits, true)))
                     .Concat(stages.Where(stage => stage.Limits.Count > 0)
                         .Select(stage => (LaneSnapshot.NameOf(stage.Name), stage.Limits, true))))
        {
            if (starts.TryGetValue(name, out var start))
            {
                var quota = new Quota(name, limits, isOwn, now);
                start.Apply(quota, wallMicros);
                snapshots[name] = Write(quota, now, wallMicros);
            }
        }

        return snapshots;
    }

    /// <summary>A call was admitted after the snapshot.</summary>
    public void AddSent(Demand demand, long at)
    {
        (_since, _sinceCalls, _lastAt) = (Sum(_since, demand), _sinceCalls + 1, Math.Max(_lastAt, at));
    }

    /// <summary>A call's outcome is unknown: it counts as sent at the moment of the restart.</summary>
    public void AddOpen(Demand demand) => (_open, _openCalls) = (Sum(_open, demand), _openCalls + 1);

    /// <summary>
    /// Sets the lane's buckets as they stand now. What was learned longer than a week ago is not believed any more.
    /// </summary>
    public void Apply(Quota quota, long wallMicros)
    {
        var snapshot = _snapshot is { } known && (double)wallMicros - known.At <= AgeMax ? known : null;
        quota.Restore(snapshot);
        // Whose calls they were is not known: they count as the dearest.
        List<Estimator> estimators = [new()];
        estimators.AddRange(snapshot?.Uses.Values.Select(Estimator.Of) ?? []);
        foreach (var bucket in quota.Buckets)
        {
            var level = snapshot?.LevelOf(bucket.Limit) ?? bucket.Capacity;
            if (_sinceCalls > 0)
            {
                level = Refill(bucket, level, snapshot?.At ?? _lastAt, _lastAt)
                    - Cost(bucket, _since, _sinceCalls, estimators);
                level = Refill(bucket, level, _lastAt, wallMicros);
            }
            else if (snapshot is not null)
            {
                level = Refill(bucket, level, snapshot.At, wallMicros);
            }

            bucket.Restore(level - Cost(bucket, _open, _openCalls, estimators));
        }
    }

    /// <summary>The estimator's state of a stage; null for none.</summary>
    public IReadOnlyList<double>? UseOf(string stage) => _snapshot?.Uses.GetValueOrDefault(stage);

    // A wall clock that went back refills nothing.
    private static double Refill(Bucket bucket, double level, long from, long to) =>
        Math.Min(bucket.Capacity, level + (bucket.Rate * Math.Max(0, (double)to - from) / 1e6));

    private static double Cost(Bucket bucket, Demand sum, int calls, List<Estimator> estimators)
    {
        if (calls == 0 || bucket.Limit.Unit == Unit.Requests)
        {
            return calls;
        }

        // A mean output and the larger of two are those of one call; all else is the same for the sum.
        var isOfOne = bucket.Limit.Charge == Charge.Actual || bucket.Limit.Combine == Combine.Max;
        var times = isOfOne ? calls : 1;
        var demand = isOfOne ? new(Part(sum.Input), Part(sum.MaxOutput), Part(sum.Characters), Money.Zero) : sum;
        return times * estimators.Max(estimator => Charging.CostOf(bucket.Limit, demand, estimator).Cost);

        long Part(long all) => (all + calls - 1) / calls;
    }

    private static Demand Sum(Demand left, Demand right) => new(left.Input + right.Input,
        left.MaxOutput + right.MaxOutput, left.Characters + right.Characters, left.WorstCase + right.WorstCase);
}
