using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Timing;

namespace Pressrun.Calling;

/// <summary>
/// One sending that takes its time, with its deadline. The reply may come from any thread; it is brought to the loop
/// before anything of the loop is touched, the deadline's timer included.
/// </summary>
internal sealed class Attempt : IDisposable
{
    private readonly Node _node;
    private readonly CancellationTokenSource _giveUp;
    private readonly TaskCompletionSource _ended = new();
    private readonly ITimer _deadline;
    private bool _isOver;

    /// <param name="node">The engine's node.</param>
    /// <param name="sending">What the provider is doing.</param>
    /// <param name="giveUp">Tells the provider when nobody waits any more.</param>
    /// <param name="lease">Its admission.</param>
    public Attempt(Node node, Task<Reply> sending, CancellationTokenSource giveUp, Lease lease)
    {
        (_node, _giveUp, Lease) = (node, giveUp, lease);
        var timeout = lease.Call.Request.Timeout;
        Until = node.Time.Now + timeout;
        _deadline = node.Time.CreateTimer(
            static attempt => ((Attempt)attempt!).GiveUp(), this, timeout, Timeout.InfiniteTimeSpan);
        _node.Enter();
        _ = sending.ContinueWith(static (_, attempt) => ((Attempt)attempt!).End(), this, CancellationToken.None,
            TaskContinuationOptions.DenyChildAttach, node);
    }

    /// <summary>Its admission.</summary>
    public Lease Lease { get; }

    /// <summary>When nobody waits for it any more.</summary>
    public TimeSpan Until { get; }

    /// <summary>Whether it goes on when nobody waits, so that nobody need wait.</summary>
    public bool GoesOnAlone { get; init; }

    /// <summary>Completes when the reply is there, or when the attempt has been given up.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Waits no longer. The provider is told, but may have done the work already.</summary>
    public void GiveUp()
    {
        // First the engine, then the provider: what the provider does at once must not look like a reply in time.
        if (End())
        {
            _giveUp.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _deadline.Dispose();

    private bool End()
    {
        if (_isOver)
        {
            return false;
        }

        _isOver = true;
        _node.Exit();
        _ended.SetResult();
        return true;
    }
}
