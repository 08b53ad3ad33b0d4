namespace Pressrun.Model;

/// <summary>One effect outside the engine: a completion, a synthesis, a fetch, a join, an upload.</summary>
public sealed record Call
{
    /// <summary>Identity; a durable reply to this key is never asked for again.</summary>
    public required CallKey Key { get; init; }

    /// <summary>What is asked.</summary>
    public required Request Request { get; init; }

    /// <summary>Hash of <see cref="Request"/>, 64 hex digits.</summary>
    public required string RequestHash { get; init; }

    /// <summary>The item's ordinal; 0 for the batch itself.</summary>
    public required long Ordinal { get; init; }

    /// <summary>The item's key; empty for the batch itself.</summary>
    public required string ItemKey { get; init; }

    /// <summary>The stage that asks.</summary>
    public required string Stage { get; init; }

    /// <summary>The part's id; empty without <c>each</c>.</summary>
    public required string Part { get; init; }

    /// <summary>0 in a task's first draw, one more in each deliberate further one; a retry keeps it.</summary>
    public required int Sample { get; init; }
}
