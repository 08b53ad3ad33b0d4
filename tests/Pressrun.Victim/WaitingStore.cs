using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Victim;

/// <summary>Waits for room where a blob finds none, as the product does: the journal waits by itself.</summary>
internal sealed class WaitingStore(IStore inner) : DelegatingStore(inner)
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(100);

    public override async Task<Blob> PutAsync(Stream content, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await Inner.PutAsync(content, ct).ConfigureAwait(false);
            }
            catch (StoreException failure) when (failure.MayPass)
            {
                await Task.Delay(RetryEvery, ct).ConfigureAwait(false);
                content.Position = 0;
            }
        }
    }
}
