using System.Globalization;
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

    /// <param name="lane">Its limits, which it keeps unless its nature says otherwise.</param>
    /// <param name="nature">What else it does.</param>
    public StrictLane(Lane lane, LaneNature nature)
    {
        (Lane, Nature) = (lane, nature);
        _levels = [.. lane.Limits.Where(limit => limit.Unit != Unit.Slots).Select(limit => new Level(limit, nature))];
        _slots = lane.Limits.Where(limit => limit.Unit == Unit.Slots).Select(limit => (int)limit.Amount)
            .DefaultIfEmpty(int.MaxValue).Min();
    }

    public Lane Lane { get; }

    public LaneNature Nature { get; }

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
            level.Take(demand, now);
        }

        return (null, default);
    }

    /// <summary>What a reply to a call that was just admitted tells of the limits, by header.</summary>
    /// <param name="draws">What comes to a liar's mind.</param>
    public IReadOnlyDictionary<string, string> Tell(Draws draws)
    {
        // Whose account it is says nothing of a limit, and some tell it all the same.
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["x-account"] = CanaryRule.Key };
        if (Nature.Headers == Telling.Nothing)
        {
            return headers;
        }

        foreach (var level in _levels)
        {
            level.Tell(headers, draws);
        }

        if (_slots != int.MaxValue && NamesOf(Unit.Slots, Nature.Headers).Limit is { } name)
        {
            headers[name] = _slots.ToString(CultureInfo.InvariantCulture);
        }

        return headers;
    }

    /// <summary>Names of the headers that tell of a unit's limit.</summary>
    public static LimitHeaders NamesOf(Unit unit, Telling telling)
    {
        var name = unit.ToString();
        return new($"x-{name}-limit", unit == Unit.Slots ? null : $"x-{name}-left", null)
        {
            Step = StepOf(unit, telling),
        };
    }

    private static int StepOf(Unit unit, Telling telling) =>
        telling == Telling.Rounded && unit == Unit.Tokens ? 1000 : 1;

    /// <summary>The work is over: the slot is free, what was reserved and not used comes back.</summary>
    public void Finish(Func<bool> isOrphan, Demand demand, Usage usage, TimeSpan now)
    {
        _busy.Remove(isOrphan);
        foreach (var level in _levels)
        {
            level.Settle(demand, usage, now);
        }
    }

    private sealed class Level(Limit limit, LaneNature nature)
    {
        // Somebody else takes most of it for two minutes, then nothing for two.
        private const double TenantShare = 0.6;
        private const double TenantSeconds = 120;

        private double _level = limit.Capacity;
        private double _factor = 1;
        private TimeSpan _at;

        public Unit Unit => limit.Unit;

        public TimeSpan Wait(Demand demand, TimeSpan now)
        {
            Evolve(now);
            // The least rounding error of a double must not refuse what the books allow.
            return TimeSpan.FromSeconds(
                Math.Max(0, (Cost(demand) - _level - 1e-6) / (limit.RatePerSecond * _factor)));
        }

        // What came while the machine slept was taken then, and part of it has refilled since.
        public void Take(Demand demand, TimeSpan now)
        {
            var refilled = limit.RatePerSecond * _factor * Math.Max(0, (_at - now).TotalSeconds);
            _level = Math.Min(limit.Capacity, _level - Cost(demand) + refilled);
        }

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

        public void Tell(Dictionary<string, string> headers, Draws draws)
        {
            var step = StepOf(limit.Unit, nature.Headers);
            var (amount, left) = nature.Headers == Telling.Lies
                ? (limit.Amount * (0.5 + (2 * draws.Unit("amount"))), limit.Amount * draws.Unit("left"))
                : (limit.Amount * _factor, Math.Floor(Math.Max(0, _level) / step) * step);
            var names = NamesOf(limit.Unit, nature.Headers);
            headers[names.Limit!] = amount.ToString(CultureInfo.InvariantCulture);
            headers[names.Remaining!] = left.ToString(CultureInfo.InvariantCulture);
        }

        private void Evolve(TimeSpan now)
        {
            if (now <= _at)
            {
                return;
            }

            var rate = limit.RatePerSecond * _factor;
            if (nature.IsShared && (int)(now.TotalSeconds / TenantSeconds) % 2 == 0)
            {
                rate *= 1 - TenantShare;
            }

            _level = Math.Min(limit.Capacity, _level + (rate * (now - _at).TotalSeconds));
            _at = now;
            if (_factor != nature.Change && now >= nature.ChangesAt)
            {
                // The burst stays: a call that fits will fit.
                _factor = nature.Change;
            }
        }

        private double Cost(Demand demand) => limit.Unit switch
        {
            Unit.Requests => 1,
            Unit.Characters => demand.Characters,
            _ => demand.Input + demand.MaxOutput,
        };
    }
}
