namespace Pressrun.Model;

/// <summary>One quota of a provider: what shares these limits, shares the lane.</summary>
/// <param name="Name">Provider, account, pool and route in one name, unique over all providers of a run.</param>
/// <param name="Limits">All limits of the lane, each of which must admit a call; may be empty.</param>
public sealed record Lane(string Name, IReadOnlyList<Limit> Limits)
{
    /// <summary>
    /// What holds over this lane and others together, as a user wrote it: the provider knows nothing of it. Lanes that
    /// name an equal one share it. <value>Null: nothing more than the lane's own limits.</value>
    /// </summary>
    public Lane? Within { get; init; }
}
