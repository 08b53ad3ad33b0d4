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

    /// <summary>Told to stop.</summary>
    Stop,

    /// <summary>Told to stop at once.</summary>
    StopNow,

    /// <summary>Another process claims the run; this one lives on and may not write.</summary>
    Takeover,

    /// <summary>Paused, let go on, then killed.</summary>
    Pause,
}
