using System.IO.Compression;
using System.Text;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Web;

/// <summary>What comes back as a page, and what is turned away and why.</summary>
public sealed class PageTests
{
    [Fact]
    public async Task A_page_is_kept_as_it_came_with_what_is_known_of_it()
    {
        await using var visit = new Visit();
        visit.Site.Page("/a?b=c", "<p>\u00e4</p>", 200, "Content-Type: Text/HTML; Charset=\"ISO-8859-1\"",
            "Last-Modified: Thu, 02 Jan 2025 03:04:05 GMT");

        var page = await visit.PageAsync("/a?b=c#part");

        Assert.Equal((visit.Site.Url("/a?b=c"), 200, "text/html; charset=iso-8859-1", visit.Time.Now),
            (page.Address.AbsoluteUri, page.Status, page.ContentType, page.FetchedAt));
        Assert.Equal(new(2025, 1, 2, 3, 4, 5, TimeSpan.Zero), page.LastModified);
        Assert.Equal("<p>\u00e4</p>"u8, page.Content.Span);
        Assert.Empty(page.Redirects);
    }

    [Fact]
    public async Task The_same_page_gives_the_same_bytes()
    {
        await using var visit = new Visit();
        visit.Site.Page("/a", "<p>one</p>");

        var (first, second) = (await visit.SendAsync("/a"), await visit.SendAsync("/a"));

        Assert.Equal(first.Body.Bytes.ToArray(), second.Body.Bytes.ToArray());
    }

    [Fact]
    public async Task The_site_learns_our_name_and_nothing_else()
    {
        await using var visit = new Visit(options => options with { Contact = "https://me.example/" });
        visit.Site.Page("/a", "<p>one</p>", 200, "Set-Cookie: a=b");
        await visit.PageAsync("/a");
        await visit.PageAsync("/a");

        var lines = visit.Site.Heads[^1].Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var names = lines.Skip(1).Select(line => line.Split(':')[0]);

        Assert.Equal(["Accept", "Accept-Encoding", "Host", "User-Agent"], names.Order(StringComparer.Ordinal));
        Assert.Contains("\r\nUser-Agent: Pressrun/0.1 (+https://me.example/)\r\n", visit.Site.Heads[^1],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_packed_page_is_unpacked(string encoding)
    {
        await using var visit = new Visit();
        visit.Site.Page("/a", Packed(encoding, "<p>packed</p>"u8.ToArray()), 200, $"Content-Encoding: {encoding}");

        Assert.Equal("<p>packed</p>", Encoding.UTF8.GetString((await visit.PageAsync("/a")).Content.Span));
    }

    [Fact]
    public async Task A_page_packed_in_an_unknown_way_is_a_failure_for_good()
    {
        await using var visit = new Visit();
        visit.Site.Page("/a", "xxx", 200, "Content-Encoding: zstd");

        Assert.Equal("http://site/a is packed in a way nobody asked for: save the page as a file",
            await visit.CauseAsync(Failure.Permanent, "/a"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_small_answer_that_unpacks_to_50_MB_ends_early(string encoding)
    {
        await using var visit = new Visit();
        var bomb = Packed(encoding, Enumerable.Repeat((byte)' ', 50 << 20).ToArray());
        visit.Site.Page("/a", bomb, 200, "Content-Type: text/html", $"Content-Encoding: {encoding}");

        Assert.True(bomb.Length < 1 << 18);
        Assert.Equal(TooLarge, await visit.CauseAsync(Failure.Permanent, "/a"));
    }

    [Fact]
    public async Task A_page_of_50_MB_ends_early()
    {
        await using var visit = new Visit();
        visit.Site.Flood("/a", 50L << 20);

        Assert.Equal(TooLarge, await visit.CauseAsync(Failure.Permanent, "/a"));
        Assert.InRange(await visit.Site.Flooded, 0, 25L << 20);
    }

    [Fact]
    public async Task A_page_that_says_it_is_too_large_is_not_read_at_all()
    {
        await using var visit = new Visit();
        visit.Site.Stall("/a", "HTTP/1.1 200 x\r\nContent-Length: 50000000\r\n\r\n");

        Assert.Equal(TooLarge, await visit.CauseAsync(Failure.Permanent, "/a"));
    }

    [Fact]
    public async Task A_page_of_just_the_largest_size_is_read()
    {
        await using var visit = new Visit();
        visit.Site.Page("/a", new string('a', 1 << 20));

        Assert.Equal(1 << 20, (await visit.PageAsync("/a")).Content.Length);
    }

    [Theory]
    [InlineData("Content-Type: application/pdf", "%PDF-1.7", "is a PDF, not a web page: save its text as a .txt file")]
    [InlineData("Content-Type: text/html", "%PDF-1.7", "is a PDF, not a web page: save its text as a .txt file")]
    [InlineData("X-Nothing: x", " \n%PDF-1.7", "is a PDF, not a web page: save its text as a .txt file")]
    [InlineData("Content-Type: image/png", "x", "is image/png, not a web page: only HTML and plain text are read")]
    [InlineData("Content-Type: application/json", "{}", "is application/json, not a web page")]
    [InlineData("Content-Type: text/plain", "PK\u0003\u0004", "is not text, whatever its server says")]
    [InlineData("X-Nothing: x", "GIF89a\u0000\u0001", "is application/octet-stream, not a web page")]
    [InlineData("Content-Type: text/html", "", "is empty: correct the address or take the line out")]
    [InlineData("Content-Type: text/html", "\uFEFF \r\n\t", "is empty: correct the address or take the line out")]
    public async Task What_is_no_page_is_a_failure_for_good(string header, string body, string cause)
    {
        await using var visit = new Visit();
        visit.Site.Page("/a", body, 200, header);

        Assert.StartsWith($"http://site/a {cause}", await visit.CauseAsync(Failure.Permanent, "/a"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Nothing: x", "<p>one</p>", "text/html")]
    [InlineData("X-Nothing: x", "\uFEFF\n<!doctype html>", "text/html")]
    [InlineData("X-Nothing: x", "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>",
        "application/xhtml+xml")]
    [InlineData("X-Nothing: x", "Just words.", "text/plain")]
    [InlineData("Content-Type: \u001b[31m", "<p>one</p>", "text/html")]
    [InlineData("Content-Type: text/plain", "<p>one</p>", "text/plain")]
    [InlineData("Content-Type: application/xhtml+xml;charset=utf-8", "<p>one</p>",
        "application/xhtml+xml; charset=utf-8")]
    [InlineData("Content-Type: text/html; charset=\"no such; thing\"", "<p>one</p>", "text/html")]
    [InlineData("Content-Type: text/html; charset=utf-16", "<p>one</p>", "text/html; charset=utf-16")]
    [InlineData("Content-Type: image/png\r\nContent-Type: text/html", "<p>one</p>", "text/html")]
    public async Task The_kind_of_a_page_is_what_its_server_says_and_else_a_guess(
        string header, string body, string kind)
    {
        await using var visit = new Visit();
        visit.Site.Page("/a", body, 200, header);

        Assert.Equal(kind, (await visit.PageAsync("/a")).ContentType);
    }

    [Theory]
    [InlineData("Content-Type: text/plain")]
    [InlineData("X-Nothing: x")]
    public async Task A_text_in_two_bytes_a_letter_is_a_text(string header)
    {
        await using var visit = new Visit();
        visit.Site.Page("/a", [0xff, 0xfe, .. Encoding.Unicode.GetBytes("Just words.")], 200, header);

        Assert.Equal("text/plain", (await visit.PageAsync("/a")).ContentType);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 x\r\nContent-Length: 100\r\n\r\n<p>cut")]
    [InlineData("HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<p>cut")]
    [InlineData("HTTP/1.1 200 x\r\nContent-Le")]
    [InlineData("")]
    public async Task A_page_that_is_cut_off_may_come_whole_the_next_time(string answer)
    {
        await using var visit = new Visit();
        visit.Site.Raw("/a", answer);

        Assert.Equal("http://site/a broke off before the page was whole: try again later",
            await visit.CauseAsync(Failure.Transient, "/a"));
    }

    [Fact]
    public async Task A_page_that_does_not_unpack_may_come_whole_the_next_time()
    {
        await using var visit = new Visit();
        visit.Site.Page("/a", "no gzip at all", 200, "Content-Encoding: gzip");

        Assert.Equal("http://site/a cannot be unpacked, it arrived damaged: try again later",
            await visit.CauseAsync(Failure.Transient, "/a"));
    }

    [Fact]
    public async Task A_server_that_does_not_speak_the_language_of_the_web_is_told_apart()
    {
        await using var visit = new Visit();
        visit.Site.Raw("/a", "220 mail.example ESMTP\r\n\r\n");

        Assert.Equal("http://site/a does not answer as a web server: correct the address",
            await visit.CauseAsync(Failure.Transient, "/a"));
    }

    [Fact]
    public async Task Headers_without_end_are_not_read_to_their_end()
    {
        await using var visit = new Visit();
        visit.Site.Raw("/a", $"HTTP/1.1 200 x\r\nX-Long: {new string('x', 80_000)}\r\n\r\n");

        Assert.Equal("http://site/a sends more than 64 KB of headers: save the page as a file and list that",
            await visit.CauseAsync(Failure.Permanent, "/a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 x\r\nContent-Length: 100\r\n\r\n<p>slow")]
    public async Task A_page_that_takes_too_long_is_given_up(string start)
    {
        await using var visit = new Visit(options => options with { Timeout = TimeSpan.FromMilliseconds(200) });
        visit.Site.Stall("/a", start);

        Assert.Contains(" did not answer in full within 0.2 s: try again later, or save the page as a file",
            await visit.CauseAsync(Failure.Transient, "/a"), StringComparison.Ordinal);
    }

    private const string TooLarge =
        "http://site/a is larger than 1 MB: save the part you need as a file and list that";

    private static byte[] Packed(string encoding, byte[] content)
    {
        using var packed = new MemoryStream();
        using (Stream packing = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            packing.Write(content);
        }

        return packed.ToArray();
    }
}
