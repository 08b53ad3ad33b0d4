namespace Pressrun.Adapters.Tests.Web;

/// <summary>A clock that stands still until it is moved; its timers are real.</summary>
internal sealed class StoppedTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 8, 30, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
