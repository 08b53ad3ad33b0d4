using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// Waits for room when a body that is kept beside the journal finds none: what is to be kept has been paid for, and
/// asking for it again would cost the same once more. It gives up only after the journal itself has, or when the run is
/// told to stop. Thread-safe.
/// </summary>
/// <param name="inner">The store.</param>
/// <param name="time">Tells time.</param>
/// <param name="isStopping">Whether the run has been told to stop.</param>
internal sealed class PatientStore(IStore inner, TimeProvider time, Func<bool> isStopping) : DelegatingStore(inner)
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>As long as the journal waits for a step of its own, and a step more.</summary>
    private static readonly TimeSpan JournalMax = TimeSpan.FromMinutes(5) + RetryEvery;

    /// <summary>Shorter than service supervisors wait before they kill.</summary>
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(5);

    private volatile StoreException? _trouble;
    private int _waiting;

    // When the journal was first refused a step, of those since the last it was not; 0 for none.
    private long _refusedSince;
    private volatile bool _isLost;

    /// <summary>What is wrong while any body waits for room; null while none does.</summary>
    public string? Trouble => Volatile.Read(ref _waiting) > 0 ? _trouble?.Message : null;

    /// <inheritdoc/>
    public override Task CommitAsync(Batch batch, CancellationToken ct)
    {
        // Only listened to: the journal must get the store's own task, in the order in which it asks.
        var committing = base.CommitAsync(batch, ct);
        _ = committing.ContinueWith(
            Hear, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return committing;
    }

    /// <inheritdoc/>
    public override async Task<Blob> PutAsync(Stream content, CancellationToken ct)
    {
        var isWaiting = false;
        long? stopping = null;
        try
        {
            while (true)
            {
                try
                {
                    return await base.PutAsync(content, ct);
                }
                catch (StoreException failure) when (failure.MayPass && content.CanSeek)
                {
                    stopping ??= isStopping() ? time.GetTimestamp() : null;
                    if (HasJournalGivenUp() || (stopping is { } since && time.GetElapsedTime(since) >= StopMax))
                    {
                        throw;
                    }

                    _trouble = failure;
                }

                // Counted from the first refusal to the end, or a screen would see it come and go with every try.
                _ = isWaiting ? 0 : Interlocked.Increment(ref _waiting);
                isWaiting = true;
                await Task.Delay(RetryEvery, time, ct);
                content.Position = 0;
            }
        }
        finally
        {
            _ = isWaiting ? Interlocked.Decrement(ref _waiting) : 0;
        }
    }

    private bool HasJournalGivenUp() => _isLost
        || (Interlocked.Read(ref _refusedSince) is not 0 and var since && time.GetElapsedTime(since) > JournalMax);

    private void Hear(Task committing)
    {
        if (committing.IsCompletedSuccessfully)
        {
            Interlocked.Exchange(ref _refusedSince, 0);
        }
        else if (committing.Exception?.InnerException is StoreException { MayPass: true })
        {
            Interlocked.CompareExchange(ref _refusedSince, Math.Max(1, time.GetTimestamp()), 0);
        }
        else if (!committing.IsCanceled)
        {
            _isLost = true;
        }
    }
}
