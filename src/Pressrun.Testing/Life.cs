using Pressrun.Running;
using Pressrun.Timing;

namespace Pressrun.Testing;

/// <summary>One process of a simulated engine, from its start to its end.</summary>
/// <param name="Node">What is killed with it.</param>
/// <param name="Run">What it drives.</param>
/// <param name="Ended">Completes as the run does; a store that fails is an ending too.</param>
/// <param name="Window">How many items it may hold.</param>
internal sealed record Life(Node Node, Run Run, Task<RunResult> Ended, int Window)
{
    /// <summary>Whether its run has ended.</summary>
    public bool IsOver => Ended.IsCompleted;
}
