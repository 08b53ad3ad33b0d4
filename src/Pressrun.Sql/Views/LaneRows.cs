using System.Globalization;
using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Sql.Dialects;

namespace Pressrun.Sql.Views;

/// <summary>Reads what is kept of lanes.</summary>
internal sealed class LaneRows(Session session)
{
    private const double Same = 1e-6;
    private const double PeriodMaxSeconds = 1e9;
    private const double NumberMax = 1e15;

    /// <summary>How many numbers are kept of a bucket; later versions may keep more.</summary>
    private const int SavedMin = 8;

    private static readonly TimeSpan ProbeFirst = TimeSpan.FromSeconds(30);

    private readonly Statement _all = session.Prepare("SELECT lane, snapshot, changed_at FROM lane ORDER BY lane");

    /// <summary>
    /// All lanes that anything is known of, ascending, then the stages with limits of their own as the latest process
    /// knew them.
    /// </summary>
    /// <param name="calls">What the latest run asked of each.</param>
    /// <param name="isLive">Whether a living process drives it.</param>
    /// <param name="now">Up to when buckets are refilled, in microseconds since 1970.</param>
    public List<LaneView> Read(IReadOnlyDictionary<string, LaneCalls> calls, bool isLive, long now)
    {
        var found = new Dictionary<string, (LaneView View, long At)>(StringComparer.Ordinal);
        var latest = long.MinValue;
        using (var rows = _all.Rows())
        {
            while (rows.Read())
            {
                var (name, at) = (rows.GetString(0), rows.GetInt64(2));
                var asked = calls.GetValueOrDefault(name);
                found[name] = (View(name, LaneSnapshot.Read(rows.GetString(1)), at, asked, isLive, now), at);
                latest = asked is null || IsStage(name) ? latest : Math.Max(latest, at);
            }
        }

        // Asked for the first time less than a second ago, or by a process that was killed then.
        foreach (var (name, asked) in calls.Where(pair => !IsStage(pair.Key) && !found.ContainsKey(pair.Key)))
        {
            found[name] = (View(name, null, asked.LastAt, asked, isLive, now), long.MaxValue);
        }

        // What was not written beside the lanes of the latest run is of an earlier one. A process that lives knows how
        // its own stand, also while nothing happens that it would write down.
        return
        [
            .. found.Values.Where(one => one.At >= latest || !IsStage(one.View.Name))
                .OrderBy(one => IsStage(one.View.Name)).ThenBy(one => one.View.Name, StringComparer.Ordinal)
                .Select(one => isLive && one.At >= latest ? one.View with { SeenAt = Instant.Of(now) } : one.View),
        ];
    }

    private static bool IsStage(string name) => LaneSnapshot.StageOf(name) is not null;

    private static LaneView View(
        string name, LaneSnapshot? snapshot, long at, LaneCalls? calls, bool isLive, long now)
    {
        var inFlight = isLive ? calls?.Open ?? 0 : 0;
        var seconds = Math.Max(0, now - (double)(snapshot?.At ?? at)) / 1e6;
        List<LimitView> limits = [];
        if (snapshot is not null)
        {
            limits.AddRange(Buckets(snapshot, seconds, calls?.IsRateRefused == true)
                .OrderBy(limit => limit.Unit).ThenBy(limit => limit.Period).ThenBy(limit => limit.Amount));
        }

        if (IsStage(name))
        {
            // No reply tells anything about what we alone enforce.
            limits = limits.ConvertAll(limit => limit with { From = KnownFrom.Given });
        }

        if (snapshot?.Slots is { } slots and < int.MaxValue)
        {
            limits.Add(new(Unit.Slots, slots, default, calls?.IsSlotRefused == true
                ? KnownFrom.Refusals
                : KnownFrom.Given)
            {
                Capacity = slots,
                Room = slots - inFlight,
            });
        }

        return new(name, limits)
        {
            SeenAt = Instant.Of(Math.Max(at, calls?.LastAt ?? 0)),
            InFlight = isLive ? inFlight : null,
            Asked = calls?.Asked ?? 0,
            Refused = calls?.Refused ?? 0,
        };
    }

    private static IEnumerable<LimitView> Buckets(LaneSnapshot snapshot, double seconds, bool isRefused)
    {
        foreach (var (name, saved) in snapshot.Buckets)
        {
            if (saved.Length >= SavedMin && saved[..SavedMin].All(number => Math.Abs(number) < NumberMax)
                && Key(name) is { } key)
            {
                yield return View(key.Unit, key.Period, saved, seconds, isRefused);
            }
        }
    }

    // What a store holds may be damaged: what cannot be read is left out.
    private static (Unit Unit, TimeSpan Period)? Key(string bucket) =>
        bucket.Split('/') is [var name, var text, ..] && Enum.TryParse<Unit>(name, out var unit) && Enum.IsDefined(unit)
        && double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < PeriodMaxSeconds
            ? (unit, TimeSpan.FromSeconds(seconds))
            : null;

    private static LimitView View(Unit unit, TimeSpan period, double[] saved, double seconds, bool isRefused)
    {
        var (level, amount, capacity, rate) = (saved[0], saved[1], saved[2], saved[3]);
        var (isTold, isSilent) = (saved[7] == (double)Evidence.Headers, saved[7] == (double)Evidence.Silent);
        var probe = TimeSpan.FromSeconds(Math.Clamp(saved[6], 0, 3600));
        var isWindow = IsWindow(unit, amount, period, capacity, rate);
        (amount, period, var isCapped) = isWindow ? (amount, period, true) : InForce(amount, period, rate);
        var from = rate <= 0 || saved[1] <= 0 ? KnownFrom.Nothing
            : isTold && !isCapped ? KnownFrom.Headers
            : isSilent && !isWindow && (isRefused || probe > ProbeFirst || !IsTyped(amount))
                ? KnownFrom.Refusals
            : KnownFrom.Given;
        var typed = Math.Round(amount, 6);
        return new(unit, from == KnownFrom.Given && typed > 0 ? typed : amount, period, from)
        {
            IsWindow = isWindow,
            Capacity = capacity,
            Room = Math.Min(capacity, level + (rate * seconds)),
            RatePerSecond = rate,
            IsBurstProven = saved[4] > 0,
            Grain = saved[5] > 0 ? saved[5] : null,
            ProbeEvery = probe,
        };
    }

    // Headers may name an amount by the hour or the day, and a ceiling may hold the rate below what they name: in
    // force is what refills.
    private static (double Amount, TimeSpan Period, bool IsCapped) InForce(double amount, TimeSpan period, double rate)
    {
        foreach (var named in (ReadOnlySpan<TimeSpan>)[period, TimeSpan.FromHours(1), TimeSpan.FromDays(1)])
        {
            if (Math.Abs((rate * named.TotalSeconds) - amount) <= Same * amount)
            {
                return (amount, named, false);
            }
        }

        return (rate * period.TotalSeconds, period, amount > 0);
    }

    private static bool IsWindow(Unit unit, double amount, TimeSpan period, double capacity, double rate)
    {
        if (!(amount > 0) || period <= TimeSpan.Zero)
        {
            return false;
        }

        var shape = Shape.Of(new Limit(unit, amount, period) { IsWindow = true });
        return Math.Abs(shape.Rate - rate) <= Same * rate && Math.Abs(shape.Capacity - capacity) <= Same * capacity;
    }

    // What a person writes has few places; what is measured has many.
    private static bool IsTyped(double amount) => Math.Abs(Math.Round(amount, 3) - amount) <= Same;
}
