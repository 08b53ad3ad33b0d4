namespace Pressrun.Model;

/// <summary>How a header says when a limit is full again.</summary>
public enum ResetFormat
{
    /// <summary>Seconds from now, such as <c>1.2</c>.</summary>
    Seconds,

    /// <summary>A duration of units, such as <c>7m12s</c> or <c>6ms</c>.</summary>
    Duration,

    /// <summary>A moment such as <c>2026-11-22T09:00:00Z</c>; counted from the reply's own <c>Date</c>.</summary>
    Moment,

    /// <summary>A moment in seconds since 1970; counted from the reply's own <c>Date</c>.</summary>
    Epoch,
}
