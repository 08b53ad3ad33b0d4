using Pressrun.Timing;

namespace Pressrun.Tests.Rigging;

/// <summary>The wall clock of virtual time.</summary>
internal sealed class Clock(VirtualWaiter waiter) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => waiter.UtcNow;
}
