using Pressrun.Model;
using Pressrun.Providers.Web;
using Pressrun.Seams;

namespace Pressrun.Providers.Local;

/// <summary>The fetched page a request names as its only input.</summary>
internal static class FetchedBlob
{
    /// <summary>Reads it; throws <see cref="LocalTaskException"/> where that cannot be done.</summary>
    /// <param name="request">The request.</param>
    /// <param name="what">What is taken out of it, for messages: <c>an article</c>.</param>
    /// <param name="open">Opens blobs.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<FetchedPage> ReadAsync(
        Request request, string what, Func<Blob, Stream> open, CancellationToken ct)
    {
        if (request.Inputs is not [var blob])
        {
            throw new LocalTaskException($"{what} is taken out of one page, not of {request.Inputs.Count}");
        }

        try
        {
            await using var stream = open(blob);
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory, ct);
            return FetchedPage.Parse(memory.ToArray());
        }
        catch (Exception fault) when (fault is FormatException or IOException or StoreException)
        {
            throw new LocalTaskException(
                "the fetched page cannot be read from the store; run `pressrun doctor`", fault);
        }
    }
}
