using Pressrun.Seams;

namespace Pressrun.Tests.Rigging;

/// <summary>A store that takes its time before and after a test sees each batch.</summary>
internal sealed class SlowStore(IStore inner, Func<TimeProvider> time, TimeSpan delay, Action<Batch> seen)
    : DelegatingStore(inner)
{
    public override async Task CommitAsync(Batch batch, CancellationToken ct)
    {
        await Task.Delay(delay, time(), ct);
        seen(batch);
        await Task.Delay(delay, time(), ct);
        await Inner.CommitAsync(batch, ct);
    }
}
