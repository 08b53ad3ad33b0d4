using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Quotas;

/// <summary>The lanes and stages of a run, each with what was known of it from before this process.</summary>
internal sealed class Roster
{
    private static readonly SortedDictionary<string, string> None = new(StringComparer.Ordinal);

    private readonly List<LaneQueues> _lanes = [];
    private readonly Dictionary<string, LaneQueues> _lanesByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LaneStart> _starts = new(StringComparer.Ordinal);

    /// <param name="stages">Stages in order, with their own limits.</param>
    /// <param name="now">The loop's time.</param>
    public Roster(IReadOnlyList<Stage> stages, TimeSpan now) => Stages = new(stages, now);

    /// <summary>The stages' own limits.</summary>
    public StageLimits Stages { get; }

    /// <summary>Lanes in order of their first call.</summary>
    public IReadOnlyList<LaneQueues> Lanes => _lanes;

    /// <summary>Limits that hold over several lanes together.</summary>
    public SharedLimits Shared { get; } = new();

    /// <summary>Whether lanes share anything, so that it matters which of them is looked at first.</summary>
    public bool HasShared => Stages.Limited.Count > 0 || Shared.All.Count > 0;

    /// <summary>A lane that has been met.</summary>
    public LaneQueues Known(Lane lane) => _lanesByName[lane.Name];

    /// <summary>
    /// What is known from before this process: of a lane, used at its first call; or of a stage's own limits, used now.
    /// </summary>
    public void Expect(string name, LaneStart start, long wallMicros)
    {
        if (LaneSnapshot.StageOf(name) is { } stage)
        {
            // It may be gone by now.
            if (Stages.Limited.FirstOrDefault(quota => quota.Name == stage) is { } known)
            {
                start.Apply(known, wallMicros);
            }
        }
        else
        {
            _starts[name] = start;
        }
    }

    /// <summary>What each knows, for the next process.</summary>
    public IReadOnlyDictionary<string, string> Snapshot(TimeSpan now, long wallMicros) =>
        _lanes.Select(lane => lane.Quota).Concat(Shared.All).Concat(Stages.Limited).DistinctBy(quota => quota.Title)
            .ToDictionary(
                quota => quota.Title, quota => LaneStart.Write(quota, now, wallMicros), StringComparer.Ordinal);

    /// <summary>Why lanes and stages wait for a person, one line each; mostly none.</summary>
    public IReadOnlyList<string> Stopped()
    {
        List<string>? stopped = null;
        foreach (var lane in _lanes)
        {
            Add(lane.Quota.Stopped);
        }

        foreach (var stage in Stages.All)
        {
            Add(stage.Stopped);
        }

        return stopped ?? [];

        void Add(string? cause)
        {
            if (cause is not null)
            {
                (stopped ??= []).Add(cause);
            }
        }
    }

    /// <summary>Lanes that are out and come back by themselves, each with why; mostly none.</summary>
    public IReadOnlyDictionary<string, string> Out(TimeSpan now)
    {
        SortedDictionary<string, string>? all = null;
        foreach (var quota in _lanes.Select(lane => lane.Quota))
        {
            if (quota.Stopped is null && quota.IsOut(now))
            {
                (all ??= new(StringComparer.Ordinal)).Add(quota.Name, quota.ParkedFor);
            }
        }

        return all ?? None;
    }

    /// <summary>Whether one of these lanes is not out.</summary>
    public bool IsOpen(IReadOnlyList<Lane> lanes, TimeSpan now)
    {
        foreach (var lane in lanes)
        {
            if (!IsOut(lane, now))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The place of the first lane that is not out; if all are, of the one that may be back first.
    /// </summary>
    public int Choose(IReadOnlyList<Lane> lanes, TimeSpan now)
    {
        var (soonest, at) = (0, TimeSpan.MaxValue);
        for (var place = 0; place < lanes.Count; place++)
        {
            if (!IsOut(lanes[place], now))
            {
                return place;
            }

            var quota = _lanesByName[lanes[place].Name].Quota;
            if (quota.Stopped is null && quota.ParkedUntil < at)
            {
                (soonest, at) = (place, quota.ParkedUntil);
            }
        }

        return soonest;
    }

    private bool IsOut(Lane lane, TimeSpan now) =>
        _lanesByName.TryGetValue(lane.Name, out var queues) && queues.Quota.IsOut(now);

    /// <summary>The queues of a call's lane; made at its first call.</summary>
    public LaneQueues LaneOf(Lease lease, TimeSpan now, long wallMicros)
    {
        var lane = lease.Lane;
        if (!_lanesByName.TryGetValue(lane.Name, out var queues))
        {
            _starts.Remove(lane.Name, out var start);
            queues = new(new(lane.Name, lane.Limits, isOwn: false, now))
            {
                Start = start,
                Within = lane.Within is { } shared ? Shared.Of(shared, now, Begin) : null,
            };
            start?.Apply(queues.Quota, wallMicros);
            queues.Quota.Begin(lease.Demand, new());
            _lanesByName.Add(lane.Name, queues);
            _lanes.Add(queues);
        }

        return queues;

        void Begin(Quota quota)
        {
            _starts.Remove(quota.Name, out var start);
            start?.Apply(quota, wallMicros);
        }
    }

    /// <summary>Nothing is sent any more, on no lane.</summary>
    public void Hold(TimeSpan now)
    {
        foreach (var lane in _lanes)
        {
            lane.Rest(IdleCause.Held, null, now);
        }

        Rest(now);
    }

    /// <summary>Tells what is shared why nothing more is sent.</summary>
    public void Rest(TimeSpan now)
    {
        Stages.Rest(_lanes, now);
        Shared.Rest(_lanes, now);
    }

    /// <summary>The queue of a stage on a lane; made at its first call.</summary>
    public StageQueue QueueOf(LaneQueues lane, string stage)
    {
        var (quota, order) = Stages.Of(stage);
        foreach (var queue in lane.Queues)
        {
            if (ReferenceEquals(queue.Stage, quota))
            {
                return queue;
            }
        }

        var made = new StageQueue(lane.Quota, quota, order, lane.Within);
        lane.Queues.Add(made);
        lane.Quota.Estimators.Add((stage, made.Estimator));
        if (lane.Start?.UseOf(stage) is { } use)
        {
            made.Estimator.Restore(use);
        }

        return made;
    }
}
