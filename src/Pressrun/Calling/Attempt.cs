using Pressrun.Model;
using Pressrun.Timing;

namespace Pressrun.Calling;

/// <summary>
/// One sending with its deadline. The reply may come from any thread; it is brought to the loop before anything of the
/// loop is touched, the deadline's timer included.
/// </summary>
internal sealed class Attempt(Node node) : IDisposable
{
    private readonly CancellationTokenSource _giveUp = new();
    private readonly TaskCompletionSource _ended = new();
    private ITimer? _deadline;

    /// <summary>What the provider is doing; null if it threw at once.</summary>
    public Task<Reply>? Sending { get; private set; }

    /// <summary>Sends, and gives up when the time is over.</summary>
    public void Start(Func<CancellationToken, Task<Reply>> send, TimeSpan timeout)
    {
        Sending = send(_giveUp.Token);
        if (Sending.IsCompleted)
        {
            return;
        }

        _deadline = node.Time.CreateTimer(_ => GiveUp(), null, timeout, Timeout.InfiniteTimeSpan);
        _ = Sending.ContinueWith((_, ended) => ((TaskCompletionSource)ended!).TrySetResult(), _ended,
            CancellationToken.None, TaskContinuationOptions.DenyChildAttach, node);
    }

    /// <summary>The reply, or null if the attempt was given up before there was one.</summary>
    public async Task<Reply?> EndAsync()
    {
        if (!Sending!.IsCompleted)
        {
            await node.LeaveAsync(_ended.Task);
        }

        // What a provider throws because it was told to give up is no news.
        return Sending.IsCompletedSuccessfully || (Sending.IsCompleted && !_giveUp.IsCancellationRequested)
            ? await Sending
            : null;
    }

    /// <summary>Waits no longer. The provider is told, but may have done the work already.</summary>
    public void GiveUp()
    {
        // First the engine, then the provider: what the provider does at once must not look like a reply in time.
        if (_ended.TrySetResult())
        {
            _giveUp.Cancel();
        }
    }

    public void Dispose()
    {
        _deadline?.Dispose();
        _giveUp.Dispose();
    }
}
