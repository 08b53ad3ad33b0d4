using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Rehearsing;

/// <summary>
/// A run as it lies in its store, for a <see cref="Replay"/>: read on the thread that asks, and never written.
/// </summary>
public interface IReplaySource
{
    /// <summary>What a query finds of the run; read as it is gone through.</summary>
    IEnumerable<Record> Read(Query query);

    /// <summary>What stands before the first item: the run's settings, and the definitions of its stages.</summary>
    IReadOnlyList<Record> ReadBeginning();

    /// <summary>A body, in memory.</summary>
    Stream Open(Blob blob);
}
