using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// Waits for room when a body that is kept beside the journal finds none, as the journal itself does: what is to be
/// kept has been paid for, and asking for it again would cost the same once more. Thread-safe.
/// </summary>
/// <param name="inner">The store.</param>
/// <param name="time">Tells time.</param>
internal sealed class PatientStore(IStore inner, TimeProvider time) : DelegatingStore(inner)
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryMax = TimeSpan.FromMinutes(5);

    private volatile StoreException? _trouble;
    private int _waiting;

    /// <summary>What is wrong while any body waits for room; null while none does.</summary>
    public string? Trouble => Volatile.Read(ref _waiting) > 0 ? _trouble?.Message : null;

    /// <inheritdoc/>
    public override async Task<Blob> PutAsync(Stream content, CancellationToken ct)
    {
        var since = time.GetTimestamp();
        var isWaiting = false;
        try
        {
            while (true)
            {
                try
                {
                    return await base.PutAsync(content, ct);
                }
                catch (StoreException failure) when (
                    failure.MayPass && content.CanSeek && time.GetElapsedTime(since) < RetryMax)
                {
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
}
