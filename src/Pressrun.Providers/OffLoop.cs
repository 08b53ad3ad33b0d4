using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Providers;

/// <summary>
/// Lets a provider work off the loop: everything it does between being asked and its reply, parsing included, runs on
/// the thread pool. Without it an adapter's continuations would come back to the loop one by one.
/// </summary>
/// <param name="inner">The provider whose work leaves the loop.</param>
public sealed class OffLoop(IProvider inner) : DelegatingProvider(inner)
{
    /// <inheritdoc/>
    public override Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        // The token is the callee's to honour: a cancelled attempt may still have been paid for.
#pragma warning disable RS0030, MA0040 // This is the one place that is meant to leave the loop.
        return Task.Run(() => Inner.SendAsync(call, attempt, ct), CancellationToken.None);
#pragma warning restore RS0030, MA0040
    }

    /// <inheritdoc/>
    public override Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct)
    {
#pragma warning disable RS0030, MA0040 // As above.
        return Task.Run(() => Inner.FindAsync(call, attempt, ct), CancellationToken.None);
#pragma warning restore RS0030, MA0040
    }
}
