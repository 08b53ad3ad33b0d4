namespace Pressrun.Quotas;

/// <summary>Why nothing can go on without a person.</summary>
/// <param name="Cause">In a user's words.</param>
/// <param name="Kind">What a person would have to change.</param>
internal sealed record Standstill(string Cause, StandstillKind Kind)
{
    /// <summary>The first lane that is stopped, else the first stage that is held, if calls wait for it.</summary>
    public static Standstill? Find(IReadOnlyList<LaneQueues> lanes)
    {
        foreach (var lane in lanes)
        {
            if (lane is { Quota.Stopped: { } stopped, Waiting: > 0 })
            {
                return new(stopped, StandstillKind.Lane);
            }
        }

        var held = lanes.SelectMany(lane => lane.Queues).FirstOrDefault(
            queue => queue.Stage.Stopped is not null && queue.Count > 0);
        return held is null ? null : new(held.Stage.Stopped!, StandstillKind.Stage);
    }
}
