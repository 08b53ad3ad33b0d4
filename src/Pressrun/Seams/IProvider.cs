using Pressrun.Model;

namespace Pressrun.Seams;

/// <summary>
/// Whatever carries out calls: a model service, a speech service, a page fetcher, the local machine, an upload target.
/// Called on the loop; an implementation whose work leaves the loop is wrapped by the host so that it may.
/// </summary>
public interface IProvider
{
    /// <summary>Lanes, limits and what is possible after a lost reply; constant while the provider lives.</summary>
    Profile Profile { get; }

    /// <summary>What a call will take from quotas and, at most, from the budget. Pure and fast.</summary>
    Demand Estimate(Call call);

    /// <summary>
    /// Carries the call out once and returns what came back, unparsed. Whatever the world does is an
    /// <see cref="Outcome"/>; an exception means a broken implementation and counts as an unknown outcome.
    /// Cancelling gives the attempt up; the reply may still be returned and is then settled as a late one.
    /// </summary>
    Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct);

    /// <summary>
    /// Reads a durable reply. Pure: it is run again on every resume. Throws <see cref="FormatException"/> if the
    /// envelope cannot be read, which holds the item and never asks again.
    /// </summary>
    Answer Read(Call call, Reply reply);

    /// <summary>
    /// Whether an attempt whose reply was lost happened after all: its reply, or null where it did not or the provider
    /// cannot say. Used only if the profile says <see cref="RecoveryWay.Check"/>.
    /// </summary>
    Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct);
}
