using Pressrun.Model;
using Pressrun.Running;

namespace Pressrun.Testing;

/// <summary>What a person is asked: whether a lost attempt arrived.</summary>
/// <param name="Item">Key of the item; empty for the batch.</param>
/// <param name="Closed">How the item waits in the latest run; null for the batch.</param>
/// <param name="Lost">The attempts nobody has found out about yet.</param>
internal sealed record Question(string Item, Record.Item? Closed, IReadOnlyList<Record.Intent> Lost)
{
    /// <summary>The item is tried again with the answer; null for the batch, which is anyway.</summary>
    public Reopening? Reopening => Closed is null ? null : new(Closed.Number, Item, Closed.State, Closed.Stage);

    /// <summary>What is found out about each attempt; null while somebody is still at work on one.</summary>
    public IReadOnlyList<Arrival>? Ask(World world)
    {
        var found = Lost.Select(lost => (Lost: lost, IsThere: world.Ask(lost.Key, lost.Attempt))).ToList();
        return found.Exists(one => one.IsThere is null) ? null : [.. found.Select(one =>
            new Arrival(Closed?.Number ?? 0, Item, one.Lost.Stage, one.Lost.Key, one.IsThere!.Value))];
    }
}
