using System.Text;
using Pressrun.Providers.Web;

namespace Pressrun.Adapters.Tests.Web;

/// <summary>The envelope a page is kept in.</summary>
public sealed class FetchedPageTests
{
    private static readonly FetchedPage Page = new()
    {
        Address = new("https://site.example/a?b=c"),
        Status = 200,
        ContentType = "text/html; charset=utf-8",
        LastModified = new(2025, 1, 2, 3, 4, 5, TimeSpan.Zero),
        FetchedAt = new(2026, 11, 22, 8, 30, 0, TimeSpan.Zero),
        Redirects = ["http://site.example/a", "http://site.example/b"],
        Content = "<p>one\r\n\r\ntwo\0</p>"u8.ToArray(),
    };

    [Fact]
    public void A_page_comes_back_as_it_was_written()
    {
        var read = FetchedPage.Parse(Page.Write());

        Assert.Equal((Page.Address, Page.Status, Page.ContentType, Page.LastModified, Page.FetchedAt),
            (read.Address, read.Status, read.ContentType, read.LastModified, read.FetchedAt));
        Assert.Equal(Page.Redirects, read.Redirects);
        Assert.Equal(Page.Content.ToArray(), read.Content.ToArray());
    }

    [Fact]
    public void The_envelope_is_an_http_message() => Assert.Equal(
        """
        HTTP/1.1 200
        Content-Location: https://site.example/a?b=c
        Redirected-From: http://site.example/a
        Redirected-From: http://site.example/b
        Content-Type: text/html; charset=utf-8
        Last-Modified: Thu, 02 Jan 2025 03:04:05 GMT
        Date: Sun, 22 Nov 2026 08:30:00 GMT
        Content-Length: 18

        <p>one
        """.ReplaceLineEndings("\r\n"),
        Encoding.ASCII.GetString(Page.Write()).Split("\r\n\r\ntwo")[0]);

    [Fact]
    public void A_line_break_in_a_value_begins_no_header_of_its_own()
    {
        var sly = new FetchedPage
        {
            Address = Page.Address,
            Status = 200,
            ContentType = "text/html\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT",
            FetchedAt = Page.FetchedAt,
            Content = Page.Content,
        };

        Assert.Equal(Page.FetchedAt, FetchedPage.Parse(sly.Write()).FetchedAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData("<html></html>")]
    [InlineData("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n")]
    public void Anything_else_cannot_be_read(string bytes) =>
        Assert.Throws<FormatException>(() => FetchedPage.Parse(Encoding.ASCII.GetBytes(bytes)));

    [Theory]
    [InlineData("HTTP/1.1 200", "HTTP/1.1 x")]
    [InlineData("HTTP/1.1 200", "HTTP/1.1")]
    [InlineData("Content-Location: https://", "Content-Location: ")]
    [InlineData("Content-Type:", "Content-Sort:")]
    [InlineData("Date: Sun", "Date: Mon")]
    [InlineData("Last-Modified: Thu, 02", "Last-Modified: ")]
    [InlineData("two", "")]
    public void A_damaged_page_cannot_be_read(string whole, string damaged)
    {
        var bytes = Encoding.ASCII.GetString(Page.Write()).Replace(whole, damaged, StringComparison.Ordinal);

        Assert.Throws<FormatException>(() => FetchedPage.Parse(Encoding.ASCII.GetBytes(bytes)));
    }
}
