namespace Pressrun.Providers.Articles;

/// <summary>Finds the article in a web page. Pure: no script runs, nothing is loaded.</summary>
/// <remarks>As Readability, the published heuristic: drop furniture, score paragraphs, clean the best part.</remarks>
internal static class ArticleExtractor
{
    private const int ExcerptMax = 1000;

    /// <param name="page">The raw page; HTML beyond <see cref="PageDecoder.BytesMax"/> bytes is left out.</param>
    /// <param name="contentType">The header the page came with; without one the page is HTML.</param>
    /// <param name="address">Where the page was fetched.</param>
    /// <returns>What can be had: a page without an article gives a short text or none, never an error.</returns>
    public static Article Extract(ReadOnlyMemory<byte> page, string? contentType, Uri? address)
    {
        var text = PageDecoder.Decode(page, contentType);
        return contentType?.TrimStart().StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) == true
            ? PlainArticle.Of(text, address)
            : OfHtml(text, address);
    }

    private static Article OfHtml(string html, Uri? address)
    {
        using var page = PageParser.Parse(html);
        var metadata = new Metadata(page, address);
        var (text, byline) = Read(PageTree.Of(page), metadata);
        if (text.Length < Article.TooShortBelow && metadata.Body is { } body && body.Length > text.Length)
        {
            text = PlainArticle.Paragraphs(body);
        }

        return new(metadata.Title, text)
        {
            Byline = metadata.Byline ?? byline,
            Language = metadata.Language,
            SiteName = metadata.SiteName,
            Address = metadata.Address,
            Published = metadata.Published,
            Excerpt = metadata.Excerpt ?? CleanText.Line(text.Split("\n\n")[0], ExcerptMax),
            IsPaywalled = metadata.IsPaywalled,
        };
    }

    private static (string Text, string? Byline) Read(Node page, Metadata metadata)
    {
        Node? longest = null;
        string? byline = null;
        foreach (var strictness in Strictness.Steps)
        {
            var copy = page.Copy();
            var weeder = new Weeder(strictness, metadata.Title, metadata.Byline is null && byline is null);
            var paragraphs = weeder.Weed(copy);
            byline ??= weeder.Byline;
            if (copy.First is not { } body)
            {
                continue;
            }

            var article = new Scorer(strictness).Find(body, paragraphs);
            new Cleaner(strictness).Clean(article);
            if (article.Length >= Article.TooShortBelow)
            {
                return (Narration.Of(article), byline);
            }

            longest = longest is null || article.Length > longest.Length ? article : longest;
        }

        return (longest is null ? "" : Narration.Of(longest), byline);
    }
}
