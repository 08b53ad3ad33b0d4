using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>
/// Limits that hold over several lanes together. What one lane waits for none that comes after it may take, or small
/// calls would keep a large one waiting for ever.
/// </summary>
internal sealed class SharedLimits
{
    private readonly Dictionary<string, Quota> _quotas = new(StringComparer.Ordinal);
    private readonly Dictionary<Quota, Wait> _waits = [];

    /// <summary>All that have been met, in no order.</summary>
    public IReadOnlyCollection<Quota> All => _quotas.Values;

    /// <summary>Those of a name, made where they are not known yet.</summary>
    public Quota Of(Lane shared, TimeSpan now, Action<Quota> start)
    {
        if (!_quotas.TryGetValue(shared.Name, out var quota))
        {
            _quotas.Add(shared.Name, quota = new(shared.Name, shared.Limits, isOwn: true, now));
            start(quota);
        }

        return quota;
    }

    /// <summary>Where one lane is looked at again, all that share with it are: room goes by turns.</summary>
    public void Gather(IReadOnlyList<LaneQueues> lanes, TimeSpan now)
    {
        foreach (var quota in _quotas.Values)
        {
            if (lanes.Any(lane => ReferenceEquals(lane.Within, quota) && lane.IsDue(now)))
            {
                _waits.Remove(quota);
                foreach (var lane in lanes.Where(lane => ReferenceEquals(lane.Within, quota)))
                {
                    lane.IsDirty = true;
                }
            }
        }
    }

    /// <summary>Whether a lane's best call must wait for what the lane shares; null if it need not.</summary>
    public Wait? Hold(LaneQueues lane, Lease best, TimeSpan now)
    {
        if (lane.Within is not { } quota)
        {
            return null;
        }

        if (_waits.TryGetValue(quota, out var before))
        {
            return before with { Until = TimeSpan.MaxValue };
        }

        if (!quota.HasSlot(now))
        {
            return _waits[quota] = new(quota.SlotWords, null, TimeSpan.MaxValue);
        }

        var seconds = quota.WaitSeconds(best.Demand, best.Estimator, now, out var binding);
        return seconds > 0
            ? _waits[quota] = new(binding!.Words, binding, LaneQueues.After(now, seconds))
            : null;
    }

    /// <summary>Tells each why nothing more is sent: itself if it holds calls up, else their lane.</summary>
    public void Rest(IReadOnlyList<LaneQueues> lanes, TimeSpan now)
    {
        foreach (var quota in _quotas.Values)
        {
            var (cause, binding) = _waits.TryGetValue(quota, out var wait)
                ? (wait.Binding is null ? IdleCause.Slots : IdleCause.OtherLimit, wait.Binding)
                : (lanes.FirstOrDefault(lane => ReferenceEquals(lane.Within, quota) && lane.Waiting > 0)?.Idle
                    ?? IdleCause.NoWork, null);
            quota.Rest(cause, binding, now);
        }
    }

    /// <summary>What a call waits for.</summary>
    /// <param name="Words">In a user's words.</param>
    /// <param name="Binding">The bucket; null for a slot.</param>
    /// <param name="Until">When there may be room without anything else happening.</param>
    public readonly record struct Wait(string Words, Bucket? Binding, TimeSpan Until);
}
