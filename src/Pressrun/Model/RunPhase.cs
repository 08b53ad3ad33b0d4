namespace Pressrun.Model;

/// <summary>Where a run stands. The numbers are those of the store.</summary>
public enum RunPhase
{
    /// <summary>Items are still being added.</summary>
    Filling = 0,

    /// <summary>All items are in the store and are being worked on, or wait for the next process to go on.</summary>
    Open = 1,

    /// <summary>Every item is done, failed, skipped, left out or waits for a person.</summary>
    Ended = 2,

    /// <summary>A changed pipeline or source made a new run necessary; its remembered replies are still used.</summary>
    Superseded = 3,
}
