using Pressrun.Providers.Articles;

namespace Pressrun.Adapters.Tests.Articles;

/// <summary>Pages written against parsers. Each of them ends, and none ends the process.</summary>
public sealed class HostilePageTests
{
    [Theory]
    [InlineData("<div>", 100_000)]
    [InlineData("<b>", 100_000)]
    [InlineData("<b><p>", 50_000)]
    [InlineData("<div><font color=red><i>", 30_000)]
    [InlineData("<table><tr><td>", 20_000)]
    [InlineData("<ul><li>", 20_000)]
    [InlineData("<svg>", 100_000)]
    [InlineData("<template>", 100_000)]
    [InlineData("<a href=x>", 30_000)]
    [InlineData("<br>", 100_000)]
    [InlineData("</p>", 100_000)]
    [InlineData("<", 1_000_000)]
    [InlineData("&", 1_000_000)]
    [InlineData("<!--", 100_000)]
    [InlineData("<a title=\"", 100_000)]
    [InlineData("<script type='application/ld+json'>[[[[", 20_000)]
    public void A_tag_repeated_without_end_ends(string tag, int times) =>
        Assert.Equal("Here", Pages.Read($"<title>Here</title>{Pages.Times(times, tag)}").Title);

    [Fact]
    public void The_text_stays_where_tags_nest_too_deep() =>
        Assert.Equal("hello", Pages.Read($"{Pages.Times(100_000, "<div>")}hello").Text);

    [Fact]
    public void Text_after_closed_depths_is_read_as_usual()
    {
        const string Headed = "<h2>Tides</h2><blockquote>They come.</blockquote>";
        var depths = Pages.Times(2000, "<div>") + Pages.Times(2000, "</div>") + Pages.Times(2000, "<div><i></i></div>");

        Assert.Equal(Pages.Around(Headed).Text, Pages.Read($"{depths}<article>{Headed}{Pages.Prose}</article>").Text);
    }

    [Fact]
    public void Megabytes_of_attributes_are_left_aside()
    {
        var attributes = string.Concat(Enumerable.Range(0, 200_000).Select(number => $" a{number}=1"));

        Assert.Equal("hello", Pages.Read($"<p{attributes} class=\"{Pages.Times(500_000, "a ")}\">hello</p>").Text);
    }

    [Fact]
    public void An_empty_page_is_an_article_without_text()
    {
        var article = ArticleExtractor.Extract(default, null, null);

        Assert.Equal(("", "", true), (article.Title, article.Text, article.IsTooShort));
    }

    [Fact]
    public void Nul_characters_are_not_read_aloud() => Assert.Equal("ab", Pages.Read("<p>a\0b\0</p>").Text);

    [Fact]
    public void Random_bytes_give_some_article()
    {
        var bytes = new byte[100_000];
        new Random(7).NextBytes(bytes);

        Assert.DoesNotContain('\uFFFD', ArticleExtractor.Extract(bytes, "text/html; charset=utf-8", null).Text);
    }

    [Fact]
    public void A_page_beyond_the_cap_is_read_up_to_it()
    {
        var page = $"<p>start, {Pages.Times(PageDecoder.BytesMax / 10, "0123456789")}<p>end";

        Assert.InRange(Pages.Read(page).Characters, PageDecoder.BytesMax - 100, PageDecoder.BytesMax);
    }

    [Fact]
    public void A_title_of_megabytes_is_cut() =>
        Assert.InRange(Pages.Read($"<title>{Pages.Times(1_000_000, "word ")}</title>").Title.Length, 1, 500);

    [Theory]
    [InlineData("text/html; charset=no-such-charset")]
    [InlineData("text/html; charset=utf-7")]
    [InlineData("text/html; charset=")]
    [InlineData(";;;=\"")]
    public void A_broken_content_type_is_no_reason_to_fail(string contentType) =>
        Assert.Equal("grün", Pages.Read("<p>grün</p>", contentType).Text);

    [Theory]
    [InlineData("[1, \"x\", null]")]
    [InlineData("{\"@type\": 7}")]
    [InlineData("{\"@type\": \"Article\", \"author\": [7, {}, [null]], \"headline\": {}}")]
    [InlineData("{\"@type\": [\"Article\"")]
    [InlineData("\uD800")]
    public void Broken_linked_data_is_left_aside(string json)
    {
        var block = $"<script type='application/ld+json'>{json}</script>";

        Assert.Equal("Here", Pages.Headed($"<title>Here</title>{block}").Title);
    }
}
