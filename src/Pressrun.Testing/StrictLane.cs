using Pressrun.Model;

namespace Pressrun.Testing;

/// <summary>
/// A provider's own limits, enforced at arrival without mercy: token buckets full at the start, continuous refill, and
/// slots that stay taken while the work goes on, whoever still listens.
/// </summary>
internal sealed class StrictLane
{
    private readonly Level[] _levels;
    private readonly List<Func<bool>> _busy = [];
    private readonly int _slots;

    public StrictLane(Lane lane)
    {
        Lane = lane;
        _levels = [.. lane.Limits.Where(limit => limit.Unit != Unit.Slots).Select(limit => new Level(limit))];
        _slots = lane.Limits.Where(limit => limit.Unit == Unit.Slots).Select(limit => (int)limit.Amount)
            .DefaultIfEmpty(int.MaxValue).Min();
    }

    public Lane Lane { get; }

    /// <summary>Calls being worked on whose engine is dead or has given them up.</summary>
    public int Orphans => _busy.Count(isOrphan => isOrphan());

    /// <summary>Admits a call, or says what it lacks and for how long.</summary>
    /// <param name="demand">What it needs.</param>
    /// <param name="isOrphan">Whether anybody still listens to it.</param>
    /// <param name="now">The world's time.</param>
    public (Unit? Lacks, TimeSpan RetryAfter) Arrive(Demand demand, Func<bool> isOrphan, TimeSpan now)
    {
        foreach (var level in _levels)
        {
            var wait = level.Wait(demand, now);
            if (wait > TimeSpan.Zero)
            {
                return (level.Unit, wait);
            }
        }

        if (_busy.Count >= _slots)
        {
            return (Unit.Slots, TimeSpan.FromSeconds(1));
        }

        _busy.Add(isOrphan);
        foreach (var level in _levels)
        {
            level.Take(demand);
        }

        return (null, default);
    }

    /// <summary>The work is over: the slot is free, what was reserved and not used comes back.</summary>
    public void Finish(Func<bool> isOrphan, Demand demand, Usage usage, TimeSpan now)
    {
        _busy.Remove(isOrphan);
        foreach (var level in _levels)
        {
            level.Settle(demand, usage, now);
        }
    }

    private sealed class Level(Limit limit)
    {
        private double _level = limit.Capacity;
        private TimeSpan _at;

        public Unit Unit => limit.Unit;

        public TimeSpan Wait(Demand demand, TimeSpan now)
        {
            Evolve(now);
            // The least rounding error of a double must not refuse what the books allow.
            return TimeSpan.FromSeconds(Math.Max(0, (Cost(demand) - _level - 1e-6) / limit.RatePerSecond));
        }

        public void Take(Demand demand) => _level -= Cost(demand);

        public void Settle(Demand demand, Usage usage, TimeSpan now)
        {
            Evolve(now);
            var used = limit.Unit switch
            {
                Unit.Requests => 1,
                Unit.Characters => usage.Characters,
                _ => usage.AllInput + usage.Output,
            };
            _level = Math.Min(limit.Capacity, _level + Cost(demand) - used);
        }

        private void Evolve(TimeSpan now)
        {
            _level = Math.Min(limit.Capacity, _level + (limit.RatePerSecond * (now - _at).TotalSeconds));
            _at = now;
        }

        private double Cost(Demand demand) => limit.Unit switch
        {
            Unit.Requests => 1,
            Unit.Characters => demand.Characters,
            _ => demand.Input + demand.MaxOutput,
        };
    }
}
