using Pressrun.Model;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.Batches;

/// <summary>What came of handing rows in: a batch, a refusal, or nothing.</summary>
internal sealed record Handed
{
    /// <summary>The batch; null if none is known.</summary>
    public BatchState? State { get; init; }

    /// <summary>What the service answered instead; null if it did not.</summary>
    public Received? Refusal { get; init; }

    /// <summary>How it ended without an answer; null if there was one.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Whether there is a batch for all that.</summary>
    public bool IsInDoubt { get; init; }
}
