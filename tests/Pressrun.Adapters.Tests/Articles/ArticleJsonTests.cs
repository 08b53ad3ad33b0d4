using System.Text;
using System.Text.Json;
using Pressrun.Providers.Articles;

namespace Pressrun.Adapters.Tests.Articles;

public sealed class ArticleJsonTests
{
    private static readonly Article Full = new("Title \"quoted\"", "One.\n\nTwo: 港 👍 <b>")
    {
        Byline = "Ada",
        Language = "en-GB",
        SiteName = "The Pier",
        Address = "https://example.com/a?b=c&d=e",
        Published = new(2024, 3, 5, 6, 7, 8, TimeSpan.FromHours(1)),
        Excerpt = "One.",
        IsPaywalled = true,
    };

    [Fact]
    public void An_article_comes_back_as_it_was_written() =>
        Assert.Equal(Full, ArticleJson.Read(ArticleJson.Write(Full)));

    [Fact]
    public void An_article_of_title_and_text_alone_comes_back_too() =>
        Assert.Equal(new("", ""), ArticleJson.Read(ArticleJson.Write(new("", ""))));

    [Fact]
    public void The_journal_s_form_is_fixed() =>
        Assert.Equal(
            """{"title":"港","text":"x","site_name":"S","is_paywalled":false,"is_too_short":true,"characters":1}""",
            Encoding.UTF8.GetString(ArticleJson.Write(new("港", "x") { SiteName = "S" })));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"title":null,"text":"x"}""")]
    [InlineData("[")]
    public void What_is_no_article_is_not_read_as_one(string json) =>
        Assert.Throws<JsonException>(() => ArticleJson.Read(Encoding.UTF8.GetBytes(json)));
}
