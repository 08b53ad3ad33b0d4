using Pressrun.Model;

namespace Pressrun.Seams;

/// <summary>A provider around another one; every member passes through until it is overridden.</summary>
/// <param name="inner">The provider wrapped.</param>
public abstract class DelegatingProvider(IProvider inner) : IProvider
{
    /// <inheritdoc/>
    public virtual Profile Profile => Inner.Profile;

    /// <summary>The provider wrapped.</summary>
    protected IProvider Inner { get; } = inner;

    /// <inheritdoc/>
    public virtual Demand Estimate(Call call) => Inner.Estimate(call);

    /// <inheritdoc/>
    public virtual Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct) =>
        Inner.SendAsync(call, attempt, ct);

    /// <inheritdoc/>
    public virtual Answer Read(Call call, Reply reply) => Inner.Read(call, reply);

    /// <inheritdoc/>
    public virtual Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) =>
        Inner.FindAsync(call, attempt, ct);
}
