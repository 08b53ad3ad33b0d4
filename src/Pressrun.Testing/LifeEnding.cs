namespace Pressrun.Testing;

/// <summary>How one life of a simulated engine ends.</summary>
internal enum LifeEnding
{
    /// <summary>Killed after so many turns of the loop.</summary>
    AtStep,

    /// <summary>Killed before a commit is carried out.</summary>
    AtCommit,

    /// <summary>Killed when a commit is durable and nobody has been told.</summary>
    AfterCommit,

    /// <summary>Killed while it takes the run over; and so is the next one.</summary>
    InRecovery,

    /// <summary>Told to stop.</summary>
    Stop,

    /// <summary>Told to stop at once.</summary>
    StopNow,

    /// <summary>Told to stop, and soon after to stop at once.</summary>
    StopTwice,

    /// <summary>Another process claims the run; this one lives on and may not write.</summary>
    Takeover,

    /// <summary>Paused, let go on, then killed.</summary>
    Pause,
}
