namespace Pressrun.Adapters.Tests.Articles;

public sealed class MetadataTests
{
    private const string LinkedData =
        """
        <script type="application/ld+json">
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Elsewhere"},
         {"@type": "NewsArticle", "headline": "Harbour &amp; pier", 
          "author": [{"name": "Ada Byron"}, {"name": "Ben Oak"}],
          "datePublished": "2024-03-05T06:07:08+01:00", "publisher": {"name": "The Pier"}, "inLanguage": "en-GB",
          "description": "Of boats."}]}
        </script>
        """;

    [Fact]
    public void Linked_data_says_what_the_article_is()
    {
        var article = Pages.Headed(LinkedData);

        Assert.Equal("Harbour & pier", article.Title);
        Assert.Equal("Ada Byron, Ben Oak", article.Byline);
        Assert.Equal("The Pier", article.SiteName);
        Assert.Equal("en-GB", article.Language);
        Assert.Equal("Of boats.", article.Excerpt);
        Assert.Equal(new(2024, 3, 5, 6, 7, 8, TimeSpan.FromHours(1)), article.Published);
    }

    [Fact]
    public void Meta_tags_are_heard_where_there_is_no_linked_data()
    {
        var article = Pages.Headed(
            """
            <meta property="og:title" content="Open title"><meta name="author" content="Cleo Reed">
            <meta property="og:site_name" content="Site"><meta property="article:published_time" content="2024-03-05">
            """);

        Assert.Equal(("Open title", "Cleo Reed", "Site"), (article.Title, article.Byline, article.SiteName));
        Assert.Equal(new(2024, 3, 5, 0, 0, 0, TimeSpan.Zero), article.Published);
    }

    [Fact]
    public void An_author_that_is_only_a_link_is_no_byline() =>
        Assert.Null(Pages.Headed("""<meta property="article:author" content="https://example.com/ada">""").Byline);

    [Fact]
    public void A_byline_in_the_page_is_taken_out_of_the_text()
    {
        var article = Pages.Around("""<p class="byline">By Ada Byron</p>""");

        Assert.Equal("By Ada Byron", article.Byline);
        Assert.DoesNotContain("Ada", article.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/story", "https://example.com/story")]
    [InlineData("https://other.example/story#top", "https://other.example/story")]
    [InlineData("https://example.com/", "https://example.com/news/1?x=2")]
    [InlineData("javascript:alert(1)", "https://example.com/news/1?x=2")]
    [InlineData("", "https://example.com/news/1?x=2")]
    public void The_address_is_the_canonical_one_if_that_can_be_believed(string canonical, string expected)
    {
        var page = $"<link rel=canonical href='{canonical}'>";

        Assert.Equal(expected, Pages.Read(page, null, "https://example.com/news/1?x=2#part").Address);
    }

    [Fact]
    public void Without_an_excerpt_the_first_paragraph_is_one() =>
        Assert.StartsWith("The harbour was quiet", Pages.Headed("").Excerpt, StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "en")]
    [InlineData("pt_BR", "pt-BR")]
    [InlineData("<script>", null)]
    [InlineData("x", null)]
    public void The_language_is_a_tag_or_nothing(string claim, string? expected) =>
        Assert.Equal(expected, Pages.Read($"<html lang=\"{claim}\"><p>x").Language);

    [Theory]
    [InlineData("""{"@type": "NewsArticle", "isAccessibleForFree": false}""")]
    [InlineData("""{"@type": ["Thing", "Article"], "isAccessibleForFree": "False"}""")]
    [InlineData("""[{"@graph": [{"@type": "BlogPosting", "isAccessibleForFree": "false"}]}]""")]
    public void An_article_that_says_it_is_not_free_is_behind_a_paywall(string json) =>
        Assert.True(Pages.Headed($"<script type='application/ld+json'>{json}</script>").IsPaywalled);

    [Theory]
    [InlineData("locked", true)]
    [InlineData("Metered", true)]
    [InlineData("free", false)]
    public void A_content_tier_tells_of_a_paywall(string tier, bool isPaywalled) =>
        Assert.Equal(
            isPaywalled,
            Pages.Headed($"<meta property='article:content_tier' content='{tier}'>").IsPaywalled);

    [Theory]
    [InlineData("""{"@type": "NewsArticle", "isAccessibleForFree": true}""")]
    [InlineData("""{"@type": "WebPage", "isAccessibleForFree": false}""")]
    [InlineData("""{"@type": "NewsArticle"}""")]
    public void Nothing_else_is_called_a_paywall(string json) =>
        Assert.False(Pages.Headed($"<script type='application/ld+json'>{json}</script>").IsPaywalled);

    [Fact]
    public void The_text_in_linked_data_stands_in_for_a_page_that_shows_none()
    {
        var body = Pages.Times(30, "Words that only a script would show. ");

        var data = $$"""{"@type": "Article", "articleBody": "{{body}}"}""";

        var article = Pages.Read($"<script type='application/ld+json'>{data}</script><p>Loading");

        Assert.Equal(body.Trim(), article.Text);
    }
}
