using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Rehearsing;

/// <summary>
/// A run as it lies in its store, for a <see cref="Replay"/>: read at once, on the thread that asks, and never written.
/// </summary>
public interface IReplaySource
{
    /// <summary>What a query finds of the run.</summary>
    IReadOnlyList<Record> Read(Query query);

    /// <summary>A body, in memory.</summary>
    Stream Open(Blob blob);
}
