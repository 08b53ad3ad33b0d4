using Pressrun.Model;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.Batches;

/// <summary>What a batch brought for one row: what a live request would have, or why there is none.</summary>
/// <param name="Id">The row.</param>
internal sealed record BatchRow(string Id)
{
    /// <summary>What came back for it; null if nothing did.</summary>
    public Received? Received { get; init; }

    /// <summary>Whether that is what became of its batch as a whole.</summary>
    public bool IsOfBatch { get; init; }

    /// <summary>
    /// Why nothing came back. Of a row a batch says nothing of, nobody knows whether it was done: it may be paid for.
    /// </summary>
    public Outcome Outcome { get; init; } = new Outcome.Unknown("its batch is over and says nothing of it");

    /// <summary>A row that was not done, and may be asked again.</summary>
    public static BatchRow Undone(string id, string why) => new(id)
    {
        Outcome = new Outcome.Failed(Failure.Transient, why),
    };
}
