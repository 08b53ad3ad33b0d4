namespace Pressrun.Seams;

/// <summary>What can be read from a store: a closed list.</summary>
public abstract record Query
{
    private Query()
    {
    }

    /// <summary>All records of the run after a seq, in order of seq.</summary>
    /// <param name="After">Seq of the last record already known; 0 for all.</param>
    public sealed record Tail(long After) : Query;

    /// <summary>
    /// The next open items in order of (priority, ordinal): for each its added-record and then, in order of seq, the
    /// records its trail names.
    /// </summary>
    /// <param name="Priority">Priority of the last item already known.</param>
    /// <param name="Ordinal">Ordinal of the last item already known; 0 with the least priority starts.</param>
    /// <param name="Limit">The most items to return.</param>
    public sealed record Window(long Priority, long Ordinal, int Limit) : Query;

    /// <summary>The records that the trail of one item names, in order of seq; ordinal 0 is the batch itself.</summary>
    /// <param name="Ordinal">The item.</param>
    public sealed record Item(long Ordinal) : Query;

    /// <summary>
    /// The records of an item of the same key in the pipeline's other runs, newest run first, in order of seq within a
    /// run; each run's begin with the item's record in its present state. The empty key is the batch itself, which has
    /// no such record.
    /// </summary>
    /// <param name="Key">The item's key.</param>
    public sealed record Elsewhere(string Key) : Query
    {
        /// <summary>Whether only the newest of the other runs is asked. <value>All are.</value></summary>
        public bool IsNewestOnly { get; init; }
    }

    /// <summary>
    /// For each item, in item order: its added-record in its present state, then, in order of seq, its done-records of
    /// one stage and the records by which it was tried again.
    /// </summary>
    /// <param name="Stage">The stage whose results are wanted; null for none.</param>
    /// <param name="IsDoneOnly">Whether to pass over items that are not done; otherwise all items of the run.</param>
    public sealed record Outputs(string? Stage, bool IsDoneOnly) : Query;
}
