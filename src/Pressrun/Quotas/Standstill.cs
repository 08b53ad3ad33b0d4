namespace Pressrun.Quotas;

/// <summary>Why nothing can go on without a person.</summary>
/// <param name="Cause">In a user's words.</param>
/// <param name="Kind">What a person would have to change.</param>
internal sealed record Standstill(string Cause, StandstillKind Kind)
{
    /// <summary>A call that waits for money which nothing in flight can free.</summary>
    /// <param name="poor">The call.</param>
    /// <param name="purse">Whose money it is, if it is not a day's.</param>
    public static Standstill OfMoney(Lease poor, Purse purse)
    {
        var next = $"the next call of stage {poor.Call.Stage} may cost {poor.Demand.WorstCase}";
        return new(purse.Limit is { } limit && !purse.Fits(poor.Demand.WorstCase)
            ? $"{poor.Cause}: {purse.Committed} of {limit} is taken, and {next}"
            : $"{poor.Cause}: {next}", StandstillKind.Money);
    }

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
