namespace Pressrun.Running;

/// <summary>Why a run came to its end, for now or for good.</summary>
public enum RunEnding
{
    /// <summary>Every item is done, failed, skipped or waits for a person.</summary>
    Complete,

    /// <summary>There was nothing to do: no new run was made.</summary>
    Nothing,

    /// <summary>A stage over the whole batch came to a halt; run again to try it again, nothing paid is lost.</summary>
    BatchFailed,

    /// <summary>The next call does not fit into the budget; raise it and run again.</summary>
    Budget,

    /// <summary>A provider refuses the key, has no credit left, or has the model no more.</summary>
    Credentials,

    /// <summary>
    /// A stage failed alike again and again, so that nothing more of it was sent; run again to go on all the same.
    /// </summary>
    Held,

    /// <summary>It was told to stop; run again to go on.</summary>
    Stopped,

    /// <summary>
    /// The store takes nothing any more; what was in memory only is lost and listed as unknown next time.
    /// </summary>
    Store,
}
