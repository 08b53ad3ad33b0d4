using Pressrun.Timing;

namespace Pressrun.Testing;

/// <summary>The clock of a simulation: jumps to the next timer, may be late for it, may sleep and may be set.</summary>
/// <param name="start">Wall time at 0.</param>
/// <param name="random">Chance of its own.</param>
internal sealed class SimWaiter(DateTimeOffset start, Random random) : IWaiter
{
    // More, and messages would take longer on their way than the engine allows for.
    private const long LateMax = 10 * TimeSpan.TicksPerMillisecond;

    /// <inheritdoc/>
    public long Now { get; private set; }

    /// <summary>How far the wall clock is off.</summary>
    public TimeSpan Skew { get; set; }

    /// <summary>How often a timer is late.</summary>
    public double Lateness { get; set; }

    /// <summary>How often one was.</summary>
    public long Lates { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset UtcNow => start + TimeSpan.FromTicks(Now) + Skew;

    /// <inheritdoc/>
    public bool Wait(long due, WaitHandle posted)
    {
        if (due == long.MaxValue)
        {
            return false;
        }

        Now = Math.Max(Now, due);
        if (Lateness > 0 && random.NextDouble() < Lateness)
        {
            Now += random.NextInt64(LateMax);
            Lates++;
        }

        return true;
    }

    /// <summary>The machine sleeps: when it wakes up, everything that was due meanwhile is due at once.</summary>
    public void Sleep(TimeSpan time) => Now += time.Ticks;
}
