namespace Pressrun.Cli.Screens;

/// <summary>What a run does at the moment it is shown.</summary>
internal enum RunActivity
{
    /// <summary>It sends calls.</summary>
    Running,

    /// <summary>A person paused it: it sends nothing new.</summary>
    Paused,

    /// <summary>It was told to stop and waits for calls that are paid for.</summary>
    Stopping,

    /// <summary>It has ended.</summary>
    Ended,
}
