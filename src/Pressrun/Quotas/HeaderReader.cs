using System.Globalization;
using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>
/// Reads what a reply's headers say of a lane. Never throws: what is missing, out of range or not a number says
/// nothing. Moments count from the reply's own date, so that no clock of ours enters.
/// </summary>
internal static class HeaderReader
{
    private const double ValueMax = 1e15;
    private const double ResetMax = 366 * 24 * 3600;

    private static readonly (string Name, double Seconds)[] Units =
        [("ms", 1e-3), ("us", 1e-6), ("µs", 1e-6), ("ns", 1e-9), ("h", 3600), ("m", 60), ("s", 1), ("d", 86400)];

    /// <summary>What the headers, by lower-case name, say; null if the lane's profile names no header.</summary>
    public static QuotaReading? Read(Lane lane, IReadOnlyDictionary<string, string> headers)
    {
        List<LimitReading>? limits = null;
        int? slots = null;
        for (var place = 0; place < lane.Limits.Count; place++)
        {
            if (lane.Limits[place].Headers is not { } names)
            {
                continue;
            }

            limits ??= [];
            var most = Number(headers, names.Limit);
            if (lane.Limits[place].Unit == Unit.Slots)
            {
                slots = most is >= 1 and <= int.MaxValue ? (int)most : slots;
                continue;
            }

            var remaining = Number(headers, names.Remaining);
            if (most is not null || remaining is not null)
            {
                limits.Add(new(place, most, remaining, Reset(headers, names)));
            }
        }

        return limits is null ? null : new(limits, slots);
    }

    private static double? Number(IReadOnlyDictionary<string, string> headers, string? name) =>
        name is not null && headers.TryGetValue(name, out var text) ? Number(text, ValueMax) : null;

    private static double? Number(string text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number >= 0 && number <= most ? number : null;

    private static double? Reset(IReadOnlyDictionary<string, string> headers, LimitHeaders names)
    {
        if (names.Reset is null || !headers.TryGetValue(names.Reset, out var text))
        {
            return null;
        }

        return names.Format switch
        {
            ResetFormat.Seconds => Number(text, ResetMax),
            ResetFormat.Duration => Duration(text),
            ResetFormat.Moment => Since(headers, Moment(text)),
            _ => Since(headers, Number(text, ValueMax) is { } seconds && seconds < 253402300800
                ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
                : null),
        };
    }

    private static double? Since(IReadOnlyDictionary<string, string> headers, DateTimeOffset? moment) =>
        moment is { } then && headers.TryGetValue("date", out var date) && Moment(date) is { } sent
            ? Math.Clamp((then - sent).TotalSeconds, 0, ResetMax)
            : null;

    private static DateTimeOffset? Moment(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    // "7m12s", "1.5s", "6ms": numbers with their units.
    private static double? Duration(string text)
    {
        var (sum, at) = (0.0, 0);
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            {
                at++;
            }

            var unit = Array.Find(Units, unit => string.CompareOrdinal(text, at, unit.Name, 0, unit.Name.Length) == 0);
            if (unit.Name is null || !double.TryParse(text.AsSpan(start, at - start),
                NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            sum += number * unit.Seconds;
            at += unit.Name.Length;
        }

        return at > 0 && sum <= ResetMax ? sum : null;
    }
}
