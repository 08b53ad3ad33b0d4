using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Rehearsing;

/// <summary>Reads replies as the provider does, and sends nothing: whoever asks is told so, and noted.</summary>
/// <param name="inner">The provider.</param>
/// <param name="asked">Told of each call that the journal could not answer.</param>
internal sealed class RefusingProvider(IProvider inner, Action<Call> asked) : DelegatingProvider(inner)
{
    /// <inheritdoc/>
    // Without limits: nothing is sent, so nothing need wait.
    public override Profile Profile { get; } = new(inner.Profile.Provider);

    /// <inheritdoc/>
    public override Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        asked(call);
        var unknown = new Outcome.Failed(Failure.Permanent, "the journal does not know it");
        return Task.FromResult(new Reply(unknown, Body.Empty));
    }

    /// <inheritdoc/>
    // A look-up is a question too.
    public override Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) =>
        Task.FromResult<Reply?>(null);
}
