using Pressrun.Model;

namespace Pressrun.Providers.Batches;

/// <summary>Where a row went: into a batch, or nowhere.</summary>
/// <param name="Batch">The batch; null if it went nowhere.</param>
/// <param name="Outcome">Why it went nowhere.</param>
internal sealed record Placed(BatchState? Batch, Outcome? Outcome = null)
{
    /// <summary>Whether fewer rows at once might have been taken.</summary>
    public bool IsTooLarge { get; init; }

    /// <summary>It was never handed in.</summary>
    public static Placed Nowhere { get; } = new(null, new Outcome.Refused(Refusal.NotSent));
}
