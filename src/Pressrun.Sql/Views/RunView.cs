using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>How a run stands, as people are shown it.</summary>
/// <param name="No">Number of the run in its store, from 1; a later run has a higher one.</param>
/// <param name="Id">Its id, 8 hex digits.</param>
/// <param name="ShortId">The least of the id that no other run of the store shares, at least 4 digits.</param>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Phase">Where it stands.</param>
public sealed record RunView(long No, string Id, string ShortId, string Pipeline, RunPhase Phase)
{
    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it came to its end, UTC; null while it goes on or waits for the next process.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the process that drives it last wrote folds, UTC: about once a second while it works.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>The process that drives it, or drove it last, in its own words; null if none ever did.</summary>
    public required string? Holder { get; init; }

    /// <summary>Whether a living process drives it.</summary>
    public required bool IsLive { get; init; }

    /// <summary>How many items stand in each state; states without items are left out.</summary>
    public required IReadOnlyDictionary<ItemState, long> Items { get; init; }

    /// <summary>Settled cost of its calls.</summary>
    public required Money Spent { get; init; }

    /// <summary>
    /// The most that may have been paid without a result: worst cases of calls given up and, unless the run is live, of
    /// those left open.
    /// </summary>
    public required Money Unknown { get; init; }

    /// <summary>How many calls <see cref="Unknown"/> stands for.</summary>
    public required int UnknownCalls { get; init; }

    /// <summary>How many calls are under way; 0 unless the run is live.</summary>
    public required int CallsUnderWay { get; init; }

    /// <summary>What may be spent.</summary>
    public required Budget Budget { get; init; }

    /// <summary>Why it was superseded or its settings changed, for people; null if nothing was said.</summary>
    public required string? Cause { get; init; }
}
