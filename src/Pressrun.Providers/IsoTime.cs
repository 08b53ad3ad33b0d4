using System.Globalization;

namespace Pressrun.Providers;

/// <summary>
/// Reads moments as ISO 8601 writes them. One without a zone is taken as UTC, because it must mean the same on every
/// machine; one without a date is none, because today's would be added to it.
/// </summary>
internal static class IsoTime
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK",
    ];

    /// <summary>The moment in UTC; null if the text is none.</summary>
    public static DateTimeOffset? Read(string text) => DateTimeOffset.TryParseExact(
        text, Forms, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : null;
}
