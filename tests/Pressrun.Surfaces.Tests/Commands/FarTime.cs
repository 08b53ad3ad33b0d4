namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>A clock that stands still, 14 hours east of Greenwich.</summary>
internal sealed class FarTime(DateTimeOffset now) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone { get; } =
        TimeZoneInfo.CreateCustomTimeZone("far", TimeSpan.FromHours(14), "far", "far");

    public override DateTimeOffset GetUtcNow() => now;
}
