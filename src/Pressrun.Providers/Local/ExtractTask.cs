using System.Text;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Articles;
using Pressrun.Providers.Web;
using Pressrun.Seams;

namespace Pressrun.Providers.Local;

/// <summary><c>extract</c>: takes the article out of a fetched page, its only input.</summary>
/// <param name="open">Opens blobs.</param>
internal sealed class ExtractTask(Func<Blob, Stream> open) : LocalTask
{
    /// <inheritdoc/>
    public override string Name => "extract";

    /// <inheritdoc/>
    public override async Task<Body> RunAsync(Call call, CancellationToken ct)
    {
        if (call.Request.Inputs is not [var blob])
        {
            throw new LocalTaskException($"an article is taken out of one page, not of {call.Request.Inputs.Count}");
        }

        var page = await ReadAsync(blob, ct);
        var article = ArticleExtractor.Extract(page.Content, page.ContentType, page.Address);
        return new(ArticleJson.Write(article with
        {
            // A file's address means nothing to anybody else.
            Address = page.Address.IsFile ? null : article.Address ?? page.Address.AbsoluteUri,
            // A podcast needs a date: what the page does not say, its server knows.
            Published = article.Published ?? page.LastModified ?? page.FetchedAt,
        }));
    }

    /// <inheritdoc/>
    public override Answer Read(Call call, Reply reply)
    {
        try
        {
            ArticleJson.Read(reply.Body.Bytes.Span);
            return new(Encoding.UTF8.GetString(reply.Body.Bytes.Span));
        }
        catch (JsonException fault)
        {
            throw new FormatException("What was taken out of the page is no article.", fault);
        }
    }

    private async Task<FetchedPage> ReadAsync(Blob blob, CancellationToken ct)
    {
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
