using System.Text;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Articles;

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
        var page = await FetchedBlob.ReadAsync(call.Request, "an article", open, ct);
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
}
