using System.Globalization;
using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>
/// What is kept of a lane beside the journal, as one line of text: wall time in microseconds, then <c>name=numbers</c>.
/// </summary>
/// <param name="At">When, in microseconds of wall time.</param>
internal sealed record LaneSnapshot(long At)
{
    private const string SlotsName = "Slots";
    private const string StageSign = "stage ";
    private const char UseSign = '@';

    private readonly Dictionary<string, double[]> _buckets = new(StringComparer.Ordinal);

    /// <summary>The most calls at once that was learned; null if nothing was.</summary>
    public int? Slots { get; private init; }

    /// <summary>The number that was given then; null if it is not known.</summary>
    public int? SlotsAssumed { get; private init; }

    /// <summary>
    /// What <see cref="Bucket.Save"/> gave of each bucket, by its unit and its period in seconds, and where a lane has
    /// several such limits, by what they allow.
    /// </summary>
    public IReadOnlyDictionary<string, double[]> Buckets => _buckets;

    /// <summary>Each stage's estimator.</summary>
    public Dictionary<string, IReadOnlyList<double>> Uses { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes it of a lane.</summary>
    public static LaneSnapshot Of(Quota quota, TimeSpan now, long wallMicros)
    {
        var snapshot = new LaneSnapshot(wallMicros)
        {
            Slots = quota.Slots,
            SlotsAssumed = quota.SlotsAssumed,
        };
        foreach (var bucket in quota.Buckets)
        {
            bucket.Evolve(now);
            var isAlone = quota.Buckets.Count(other =>
                (other.Limit.Unit, other.Limit.Period) == (bucket.Limit.Unit, bucket.Limit.Period)) == 1;
            snapshot._buckets[isAlone ? NameOf(bucket.Limit) : ExactNameOf(bucket.Limit)] = bucket.Save();
        }

        foreach (var (stage, estimator) in quota.Estimators)
        {
            snapshot.Uses[stage] = estimator.Save();
        }

        return snapshot;
    }

    /// <summary>
    /// Reads what <see cref="ToString"/> wrote; null if it is not that. What cannot be read is left out.
    /// </summary>
    public static LaneSnapshot? Read(string? text)
    {
        var fields = text?.Split(' ') ?? [];
        if (fields.Length == 0 || !long.TryParse(fields[0], CultureInfo.InvariantCulture, out var at))
        {
            return null;
        }

        var snapshot = new LaneSnapshot(at);
        foreach (var field in fields.AsSpan(1))
        {
            var cut = field.IndexOf('=', StringComparison.Ordinal);
            if (cut > 0 && Numbers(field[(cut + 1)..]) is { } numbers)
            {
                var name = field[..cut];
                if (name == SlotsName)
                {
                    snapshot = snapshot with
                    {
                        Slots = (int)Math.Clamp(numbers[0], 1, int.MaxValue),
                        SlotsAssumed = numbers.Length > 1 ? (int)Math.Clamp(numbers[1], 0, int.MaxValue) : null,
                    };
                }
                else if (name[0] == UseSign)
                {
                    snapshot.Uses[Uri.UnescapeDataString(name[1..])] = numbers;
                }
                else
                {
                    snapshot._buckets[name] = numbers;
                }
            }
        }

        return snapshot;
    }

    /// <summary>What the limits of a stage itself are called, also where they are kept beside the lanes.</summary>
    public static string NameOf(string stage) => StageSign + stage;

    /// <summary>The stage of such a name; null if it is a lane's.</summary>
    public static string? StageOf(string name) =>
        name.StartsWith(StageSign, StringComparison.Ordinal) ? name[StageSign.Length..] : null;

    /// <summary>The level a bucket had; null if it is not known.</summary>
    public double? LevelOf(Limit limit) => Of(limit) is [var level, ..] ? level : null;

    /// <summary>What <see cref="Bucket.Save"/> gave; null if it is not known.</summary>
    public double[]? Of(Limit limit) =>
        _buckets.GetValueOrDefault(ExactNameOf(limit)) ?? _buckets.GetValueOrDefault(NameOf(limit));

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ',
        _buckets.Select(bucket => bucket.Key + "=" + Text(bucket.Value))
            .Concat(Uses.Select(use => UseSign + Uri.EscapeDataString(use.Key) + "=" + Text(use.Value)))
            .Concat(Slots is { } slots
                ? [SlotsName + "=" + Text(SlotsAssumed is { } given ? [slots, given] : [slots])]
                : [])
            .Prepend(At.ToString(CultureInfo.InvariantCulture)));

    // A lane may limit one unit twice: 500 a minute, 10,000 a day.
    private static string NameOf(Limit limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{limit.Unit}/{limit.Period.TotalSeconds:R}");

    // Or twice in the same period: 3 a minute in a window, 50 in a bucket.
    private static string ExactNameOf(Limit limit) => string.Create(CultureInfo.InvariantCulture,
        $"{NameOf(limit)}/{limit.Amount:R}{(limit.IsWindow ? "/window" : "")}");

    private static string Text(IEnumerable<double> numbers) =>
        string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));

    private static double[]? Numbers(string text)
    {
        var fields = text.Split(',');
        var numbers = new double[fields.Length];
        for (var index = 0; index < fields.Length; index++)
        {
            if (!double.TryParse(fields[index], CultureInfo.InvariantCulture, out numbers[index])
                || !double.IsFinite(numbers[index]))
            {
                return null;
            }
        }

        return numbers;
    }
}
