namespace Pressrun.Model;

/// <summary>Where an item stands. The numbers are those of the store.</summary>
public enum ItemState
{
    /// <summary>Waiting or being worked on.</summary>
    Open = 0,

    /// <summary>All its stages are done.</summary>
    Done = 1,

    /// <summary>A stage failed; left alone until it is reopened or something it depends on changes.</summary>
    Failed = 2,

    /// <summary>Waits for a person.</summary>
    Review = 3,

    /// <summary>A gate took it out of the batch.</summary>
    Skipped = 4,

    /// <summary>No longer in the source, or its run was superseded; results are kept.</summary>
    LeftOut = 5,
}
