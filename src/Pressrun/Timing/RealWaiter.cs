#pragma warning disable RS0030 // The one place where the engine meets the real clock and really sleeps.
namespace Pressrun.Timing;

/// <summary>Real time: sleeps.</summary>
public sealed class RealWaiter : IWaiter
{
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly long _start;

    /// <summary>Starts at 0 now.</summary>
    public RealWaiter() => _start = _clock.GetTimestamp();

    /// <inheritdoc/>
    public long Now => _clock.GetElapsedTime(_start).Ticks;

    /// <inheritdoc/>
    public DateTimeOffset UtcNow => _clock.GetUtcNow();

    /// <inheritdoc/>
    public bool Wait(long due, WaitHandle posted)
    {
        // Rounded up, because waking before the time would only mean waiting again.
        var milliseconds = due == long.MaxValue
            ? Timeout.Infinite
            : (int)Math.Clamp((due - Now + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond, 0, 60_000);
        if (milliseconds != 0)
        {
            posted.WaitOne(milliseconds);
        }

        return true;
    }
}
