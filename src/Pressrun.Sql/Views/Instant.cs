namespace Pressrun.Sql.Views;

/// <summary>Times of the store as people's programs read them.</summary>
internal static class Instant
{
    /// <summary>Microseconds since 1970, UTC, as a time.</summary>
    public static DateTimeOffset Of(long micros) =>
        DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
