using Pressrun.Seams;
using Pressrun.Testing;

namespace Pressrun.Adapters.Tests.Stores;

/// <summary>Watches a disk on which records lie that no run would write, and so has nothing to say.</summary>
internal sealed class Bystander : IDiskWatcher
{
    public void Submitted(Batch batch)
    {
    }

    public void Durable(RunLease lease, IReadOnlyList<Record> records)
    {
    }

    public void Acknowledged(RunLease lease, IReadOnlyList<Record> records)
    {
    }

    public void Ended(Batch batch, bool isDurable)
    {
    }

    public void Count(string what)
    {
    }

    public void Count(Fault fault)
    {
    }
}
