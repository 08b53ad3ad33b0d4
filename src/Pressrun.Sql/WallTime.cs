namespace Pressrun.Sql;

/// <summary>Wall time as the store keeps it: microseconds since 1970, UTC.</summary>
internal static class WallTime
{
    public static long Micros(this TimeProvider time) =>
        (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Hours, minutes and seconds in the zone people live in.</summary>
    public static string Show(this TimeProvider time, long micros)
    {
        var at = DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
        return TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString("HH:mm:ss", null);
    }
}
