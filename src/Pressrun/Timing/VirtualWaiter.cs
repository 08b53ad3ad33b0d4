namespace Pressrun.Timing;

/// <summary>Virtual time: jumps to the next timer, so that a night passes in a second.</summary>
/// <param name="start">Wall time at 0.</param>
public sealed class VirtualWaiter(DateTimeOffset start) : IWaiter
{
    /// <inheritdoc/>
    public long Now { get; private set; }

    /// <summary>How far the wall clock is off; a test sets it to make the clock jump.</summary>
    public TimeSpan Skew { get; set; }

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
        return true;
    }
}
