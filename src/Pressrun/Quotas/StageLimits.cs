using Pressrun.Stages;

namespace Pressrun.Quotas;

/// <summary>The stages' own limits, and what their time goes to.</summary>
internal sealed class StageLimits
{
    private readonly Dictionary<string, (Quota Quota, int Order)> _stages = new(StringComparer.Ordinal);

    /// <param name="stages">Stages in order, with their own limits.</param>
    /// <param name="now">The loop's time.</param>
    public StageLimits(IReadOnlyList<Stage> stages, TimeSpan now)
    {
        foreach (var stage in stages)
        {
            var quota = new Quota(stage.Name, stage.Limits, isOwn: true, now, LaneSnapshot.NameOf(stage.Name));
            _stages.Add(stage.Name, (quota, _stages.Count));
        }

        Limited = [.. stages.Where(stage => stage.Limits.Count > 0).Select(stage => _stages[stage.Name].Quota)];
    }

    /// <summary>Those of stages that have any, in order.</summary>
    public IReadOnlyList<Quota> Limited { get; }

    /// <summary>All, in no order.</summary>
    public IEnumerable<Quota> All => _stages.Values.Select(stage => stage.Quota);

    /// <summary>A stage's own limits, and its place in the order.</summary>
    public (Quota Quota, int Order) Of(string stage) => _stages[stage];

    /// <summary>Tells each why nothing more is sent: itself if it holds calls up, else their lane.</summary>
    public void Rest(IReadOnlyList<LaneQueues> lanes, TimeSpan now)
    {
        foreach (var stage in Limited)
        {
            var (cause, binding) = Why(stage, lanes);
            stage.Rest(cause, binding, now);
        }
    }

    private static (IdleCause Cause, Bucket? Binding) Why(Quota stage, IReadOnlyList<LaneQueues> lanes)
    {
        var cause = IdleCause.NoWork;
        foreach (var lane in lanes)
        {
            foreach (var queue in lane.Queues)
            {
                if (!ReferenceEquals(queue.Stage, stage) || queue.Count == 0)
                {
                    continue;
                }

                if (queue.IsHeldByStage && lane.Idle is not (IdleCause.Parked or IdleCause.Held))
                {
                    return (queue.HeldBy is null ? IdleCause.Slots : IdleCause.OtherLimit, queue.HeldBy);
                }

                cause = lane.Idle;
            }
        }

        return (cause, null);
    }
}
