namespace Pressrun.Providers.Batches;

/// <summary>Rows that were handed in together, or were about to be. Guarded by the lock of its book.</summary>
/// <param name="first">The first of them, which stands for all.</param>
/// <param name="at">When it was noted, before anything was sent.</param>
internal sealed class Closing(string first, DateTimeOffset at)
{
    /// <summary>The first row: in no other closing.</summary>
    public string First { get; } = first;

    /// <summary>When it was noted.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>The batch they became; null while that is not known, or if none came of them.</summary>
    public string? Batch { get; set; }

    /// <summary>
    /// From when on nobody sends it any more; null while this process does.
    /// </summary>
    public DateTimeOffset? EndedAt { get; set; }
}
