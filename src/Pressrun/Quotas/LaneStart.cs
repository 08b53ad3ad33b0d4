using System.Globalization;
using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>
/// What is known of a lane when a run begins: its last snapshot, and the calls the journal shows since. Snapshots are
/// advisory: without one the lane starts full and every call since the run began is taken out.
/// </summary>
internal sealed class LaneStart
{
    private readonly Dictionary<string, double> _levels = new(StringComparer.Ordinal);
    private readonly long? _at;
    private Demand _since;
    private int _sinceCalls;
    private long _lastAt;
    private Demand _open;
    private int _openCalls;

    /// <param name="snapshot">What <see cref="Write"/> wrote; null or unreadable for none.</param>
    public LaneStart(string? snapshot)
    {
        var fields = snapshot?.Split(' ') ?? [];
        if (fields.Length == 0 || !long.TryParse(fields[0], CultureInfo.InvariantCulture, out var at))
        {
            return;
        }

        _at = at;
        foreach (var field in fields.AsSpan(1))
        {
            var pair = field.Split('=');
            if (pair.Length == 2 && double.TryParse(pair[1], CultureInfo.InvariantCulture, out var level)
                && double.IsFinite(level))
            {
                _levels[pair[0]] = level;
            }
        }
    }

    /// <summary>The snapshot of a lane: wall time in microseconds, then the level of each bucket.</summary>
    public static string Write(Quota quota, TimeSpan now, long wallMicros) => string.Join(' ',
        quota.Levels(now)
            .Select(level => Name(level.Limit) + "=" + level.Level.ToString("R", CultureInfo.InvariantCulture))
            .Prepend(wallMicros.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Snapshots of lanes nothing has been asked of yet: as they stand after what the journal shows.</summary>
    public static IReadOnlyDictionary<string, string> WriteAll(
        IEnumerable<Lane> lanes, IReadOnlyDictionary<string, LaneStart> starts, TimeSpan now, long wallMicros)
    {
        var snapshots = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var lane in lanes)
        {
            if (starts.TryGetValue(lane.Name, out var start))
            {
                var quota = new Quota(lane.Name, lane.Limits, now);
                start.Apply(quota, wallMicros);
                snapshots[lane.Name] = Write(quota, now, wallMicros);
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

    /// <summary>Sets the levels of a lane's buckets as they stand now.</summary>
    public void Apply(Quota quota, long wallMicros)
    {
        foreach (var bucket in quota.Buckets)
        {
            var level = _levels.GetValueOrDefault(Name(bucket.Limit), bucket.Capacity);
            if (_sinceCalls > 0)
            {
                level = Refill(bucket, level, _at ?? _lastAt, _lastAt) - Cost(bucket, _since, _sinceCalls);
                level = Refill(bucket, level, _lastAt, wallMicros);
            }
            else if (_at is { } at)
            {
                level = Refill(bucket, level, at, wallMicros);
            }

            bucket.Restore(level - Cost(bucket, _open, _openCalls));
        }
    }

    // A lane may limit one unit twice: 500 a minute, 10,000 a day.
    private static string Name(Limit limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{limit.Unit}/{limit.Period.TotalSeconds:R}");

    // A wall clock that went back refills nothing.
    private static double Refill(Bucket bucket, double level, long from, long to) =>
        Math.Min(bucket.Capacity, level + (bucket.Rate * Math.Max(0, to - from) / 1e6));

    private static double Cost(Bucket bucket, Demand sum, int calls) =>
        bucket.Limit.Unit == Unit.Requests ? calls : bucket.CostOf(sum);

    private static Demand Sum(Demand left, Demand right) => new(left.Input + right.Input,
        left.MaxOutput + right.MaxOutput, left.Characters + right.Characters, left.WorstCase + right.WorstCase);
}
