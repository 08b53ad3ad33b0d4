using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Testing;

/// <summary>Told by a simulated disk of everything that happens to what it is given to keep.</summary>
internal interface IDiskWatcher
{
    /// <summary>A batch that will not be refused as things stand has been handed in.</summary>
    void Submitted(Batch batch);

    /// <summary>Records became durable; whoever handed them in need not have heard of it.</summary>
    void Durable(RunLease lease, IReadOnlyList<Record> records);

    /// <summary>Whoever handed records in is being told that they are durable.</summary>
    void Acknowledged(RunLease lease, IReadOnlyList<Record> records);

    /// <summary>A batch is durable, and whoever handed it in is being told so; or it was refused.</summary>
    void Ended(Batch batch, bool isDurable);

    /// <summary>Something worth meeting was met.</summary>
    void Count(string what);

    /// <summary>A fault struck.</summary>
    void Count(Fault fault);
}
