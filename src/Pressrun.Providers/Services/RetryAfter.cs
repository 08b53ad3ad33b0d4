using System.Globalization;

namespace Pressrun.Providers.Services;

/// <summary>Reads when a service wants to be asked again. Never throws.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(366);

    /// <summary>
    /// <c>retry-after-ms</c> in milliseconds, else <c>retry-after</c> in seconds or as a moment, counted from the
    /// reply's own date; what lies in the past is now. Null if nothing readable is said.
    /// </summary>
    /// <param name="headers">Reply headers by lower-case name.</param>
    public static TimeSpan? Read(IReadOnlyDictionary<string, string> headers)
    {
        if (Number(headers, "retry-after-ms") is { } milliseconds)
        {
            return Bounded(milliseconds / 1000);
        }

        if (Number(headers, "retry-after") is { } seconds)
        {
            return Bounded(seconds);
        }

        return Moment(headers, "retry-after") is { } then && Moment(headers, "date") is { } sent
            ? Bounded((then - sent).TotalSeconds)
            : null;
    }

    private static TimeSpan Bounded(double seconds) =>
        TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Most.TotalSeconds));

    private static double? Number(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.TryGetValue(name, out var text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    private static DateTimeOffset? Moment(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.TryGetValue(name, out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : null;
}
