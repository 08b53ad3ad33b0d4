namespace Pressrun.Timing;

/// <summary>
/// The clock of a loop and its way of passing time; real in production, virtual in rehearsals and tests.
/// </summary>
public interface IWaiter
{
    /// <summary>Time since an arbitrary start, in units of 100 ns; never goes back.</summary>
    long Now { get; }

    /// <summary>Wall time; may jump.</summary>
    DateTimeOffset UtcNow { get; }

    /// <summary>
    /// Lets time pass until <paramref name="due"/> or until <paramref name="posted"/> is set, whichever comes first.
    /// Returns false if nothing can ever end the wait.
    /// </summary>
    bool Wait(long due, WaitHandle posted);
}
