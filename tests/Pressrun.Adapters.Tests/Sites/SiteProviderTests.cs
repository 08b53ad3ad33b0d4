using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Pressrun.Model;
using Pressrun.Providers.Sites;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Sites;

/// <summary>Sites of pages with an index, a feed and a sitemap.</summary>
public sealed class SiteProviderTests : IDisposable
{
    private const string Hostile =
        "</a></li><script>alert(1)</script>\"'><img src=x onerror=alert(1)> & ]]> \u202e --> \u0007";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private readonly SiteScene _scene = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Pages_index_feed_and_sitemap_lie_in_the_folder()
    {
        var blob = _scene.Add("blog/0001.html");
        var reply = await _scene.SendAsync();

        Assert.Equal(["blog", "feed.xml", "index.html", "sitemap.xml"],
            Directory.GetFileSystemEntries(_scene.At("")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("<p>blog/0001.html</p>", _scene.Text("blog/0001.html"));
        var bytes = await File.ReadAllBytesAsync(_scene.At("index.html"), Ct);
        var index = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.Equal($$"""{"path":"public","pages":1,"index":"{{index}}"}""",
            new SiteProvider(_scene.Root, _scene.Calls.Open).Read(_scene.Call(), reply).Text);
        Assert.NotEqual(blob.Hash, index);
    }

    [Fact]
    public async Task The_index_leads_to_every_page_once_the_newest_first()
    {
        _scene.Add("old.html", "2026-11-01");
        _scene.Add("undated.html", null);
        _scene.Add("blog/new page.html", "2026-11-22T08:30:00Z");
        await _scene.WriteAsync();
        using var index = Index();

        Assert.Equal(["blog/new%20page.html", "old.html", "undated.html"],
            index.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.Equal(["2026-11-22", "2026-11-01"], index.QuerySelectorAll("time").Select(time => time.TextContent));
        Assert.Equal("key of old.html", index.QuerySelectorAll("li")[1].GetAttribute("data-key"));
        Assert.Equal("Written by stand-ins", index.QuerySelector("footer")!.TextContent);
        Assert.Equal("en", index.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task The_feed_holds_what_atom_demands_and_changed_when_the_newest_page_appeared()
    {
        _scene.Add("old.html", "2026-11-01");
        _scene.Add("blog/new page.html", "2026-11-22T08:30:00Z");
        _scene.Add("undated.html", null);
        await _scene.WriteAsync();
        var feed = XDocument.Parse(_scene.Text("feed.xml")).Root!;

        Assert.Equal(Atom + "feed", feed.Name);
        Assert.Equal("https://example.org/news/", feed.Element(Atom + "id")!.Value);
        Assert.Equal("Filings", feed.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        Assert.Equal("2026-11-22T08:30:00Z", feed.Element(Atom + "updated")!.Value);
        Assert.Contains(feed.Elements(Atom + "link"), link => (string?)link.Attribute("rel") == "self"
            && (string?)link.Attribute("href") == "https://example.org/news/feed.xml");
        Assert.Equal(
            [
                "https://example.org/news/blog/new%20page.html 2026-11-22T08:30:00Z",
                "https://example.org/news/old.html 2026-11-01T00:00:00Z",
                "https://example.org/news/undated.html 1970-01-01T00:00:00Z",
            ],
            feed.Elements(Atom + "entry").Select(entry =>
                $"{entry.Element(Atom + "id")!.Value} {entry.Element(Atom + "updated")!.Value}"));
    }

    [Fact]
    public async Task The_sitemap_holds_the_index_and_every_page()
    {
        _scene.Add("old.html", "2026-11-01");
        _scene.Add("undated.html", null);
        await _scene.WriteAsync();

        Assert.Equal(
            [
                "https://example.org/news/ 2026-11-01", "https://example.org/news/old.html 2026-11-01",
                "https://example.org/news/undated.html ",
            ],
            XDocument.Parse(_scene.Text("sitemap.xml")).Root!.Elements(Map + "url").Select(url =>
                $"{url.Element(Map + "loc")!.Value} {url.Element(Map + "lastmod")?.Value}"));
    }

    [Fact]
    public async Task What_a_stranger_wrote_is_text_and_never_markup()
    {
        foreach (var member in (string[])["title", "description", "comment", "language"])
        {
            _scene.Site[member] = Hostile;
        }

        _scene.Add("a.html", title: Hostile, summary: Hostile);
        _scene.Change("key", Hostile);
        await _scene.WriteAsync();
        using var index = Index();

        Assert.Empty(index.QuerySelectorAll("script, img, [onerror]"));
        Assert.Equal("a.html", Assert.Single(index.QuerySelectorAll("a")).GetAttribute("href"));
        Assert.StartsWith("</a></li><script>alert(1)</script>\"'>", index.QuerySelector("a")!.TextContent,
            StringComparison.Ordinal);
        var entry = Assert.Single(XDocument.Parse(_scene.Text("feed.xml")).Root!.Elements(Atom + "entry"));
        Assert.False(entry.Element(Atom + "title")!.HasElements);
        Assert.False(entry.Element(Atom + "summary")!.HasElements);
        XDocument.Parse(_scene.Text("sitemap.xml"));
    }

    [Fact]
    public async Task The_index_loads_and_runs_nothing_and_follows_the_systems_colours()
    {
        _scene.Add("a.html");
        await _scene.WriteAsync();
        using var index = Index();

        Assert.Empty(index.QuerySelectorAll("script, img, iframe, link[rel=stylesheet]"));
        Assert.Contains(
            "color-scheme: light dark", index.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'",
            index.QuerySelector("meta[http-equiv]")!.GetAttribute("content"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writing_twice_gives_the_same_bytes_and_touches_nothing()
    {
        _scene.Add("a.html");
        await _scene.WriteAsync();
        string[] files = ["a.html", "index.html", "feed.xml", "sitemap.xml"];
        var before = files.Select(_scene.Text).ToList();
        var time = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        foreach (var file in files)
        {
            File.SetLastWriteTimeUtc(_scene.At(file), time);
        }

        await _scene.WriteAsync();

        Assert.Equal(before, files.Select(_scene.Text));
        Assert.All(files, file => Assert.Equal(time, File.GetLastWriteTimeUtc(_scene.At(file))));
    }

    [Fact]
    public async Task Without_a_page_nothing_is_written()
    {
        var reply = await _scene.SendAsync();

        Assert.Equal((Outcome.Answered.Instance, """{"path":"public","pages":0,"index":""}"""),
            (reply.Outcome, reply.Body.ToText()));
        Assert.Empty(Directory.GetFileSystemEntries(_scene.Root));
    }

    [Fact]
    public async Task The_index_is_not_touched_before_every_page_is_there()
    {
        _scene.Add("a.html");
        await _scene.WriteAsync();
        var before = _scene.Text("index.html");
        _scene.Add("b.html");
        _scene.Calls.Damage(_scene.Add("c.html"));
        var reply = await _scene.SendAsync();

        Assert.StartsWith("public/c.html: its content in the store is not what was put there",
            Assert.IsType<Outcome.Failed>(reply.Outcome).Cause, StringComparison.Ordinal);
        Assert.True(File.Exists(_scene.At("b.html")));
        Assert.Equal(before, _scene.Text("index.html"));
    }

    [Theory]
    [InlineData("index.html", "")]
    [InlineData("feed.xml", "index.html")]
    [InlineData("sitemap.xml", "feed.xml index.html")]
    public async Task Index_feed_and_sitemap_come_last_in_this_order(string blocked, string written)
    {
        Directory.CreateDirectory(_scene.At(blocked));
        _scene.Add("a.html");

        Assert.IsType<Outcome.Failed>((await _scene.SendAsync()).Outcome);
        Assert.Equal($"a.html {written}".TrimEnd(), string.Join(' ', Directory.GetFiles(_scene.At(""))
            .Select(Path.GetFileName).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_page_that_is_gone_when_the_site_is_read_back_is_named()
    {
        _scene.Add("a.html");
        var last = _scene.Add("b.html");
        _scene.BeforeOpening = blob =>
        {
            if (blob == last)
            {
                File.Delete(_scene.At("a.html"));
            }
        };

        Assert.Equal(new Outcome.Failed(Failure.Transient,
            "public/a.html: the page is gone just after it was written; look what else writes there."),
            (await _scene.SendAsync()).Outcome);
    }

    [Fact]
    public async Task A_page_that_holds_something_else_when_the_site_is_read_back_is_named()
    {
        _scene.Add("a.html");
        var last = _scene.Add("b.html");
        _scene.BeforeOpening = blob =>
        {
            if (blob == last)
            {
                File.WriteAllText(_scene.At("a.html"), "something else");
            }
        };

        Assert.Equal(new Outcome.Failed(Failure.Transient,
            "public/a.html: the page does not hold what was written there; look what else writes there."),
            (await _scene.SendAsync()).Outcome);
    }

    [Theory]
    [InlineData("href=\"a.html\"", "href=\"other.html\"", 0)]
    [InlineData("<li data-key=\"key of b.html\"><a href=\"b.html\"", "<li><a href=\"a.html\"", 2)]
    public async Task A_page_the_index_does_not_name_once_is_found(string part, string instead, int times)
    {
        _scene.Add("a.html");
        _scene.Add("b.html");
        await _scene.WriteAsync();
        var index = _scene.Text("index.html");
        Assert.Contains(part, index, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            _scene.At("index.html"), index.Replace(part, instead, StringComparison.Ordinal), Ct);
        var missing = await SiteCheck.FindAsync(_scene.Root, SiteRequest.Parse(_scene.Call().Request), Ct);

        Assert.Equal((Failure.Transient, $"public/a.html: the index names the page {times} times instead of once; "
            + "look what else writes there."), (missing!.Class, missing.Cause));
    }

    [Theory]
    [InlineData("title", null, "`title` is missing")]
    [InlineData("path", null, "`path` is missing")]
    [InlineData("link", null, "`link` is missing")]
    [InlineData("link", "javascript:alert(1)", "`link` is no web address")]
    [InlineData("link", "example.org", "`link` is no web address")]
    public async Task What_is_missing_or_wrong_in_the_site_is_named(string member, string? value, string cause)
    {
        _scene.Site[member] = value;
        _scene.Add("a.html");

        await FailsAsync(cause);
    }

    [Theory]
    [InlineData("path", "../a.html", "the path holds `..`")]
    [InlineData("path", "/a.html", "the path is absolute")]
    [InlineData("path", "javascript:alert(1)", "a character that not every system can store")]
    [InlineData("path", "Index.html", "which the site makes itself")]
    [InlineData("path", "feed.xml", "which the site makes itself")]
    [InlineData("path", "FIRST.html", "two pages would lie at `FIRST.html`")]
    [InlineData("date", "yesterday", "the `date` of `a.html` is no date")]
    [InlineData("blob", "abc", "the inputs are not what `a.html` says")]
    [InlineData("input", "x", "`input` is no whole number")]
    public async Task What_is_wrong_in_a_page_is_named(string member, string value, string cause)
    {
        _scene.Add("first.html");
        _scene.Add("a.html");
        _scene.Change(member, value);

        await FailsAsync(cause);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(0)]
    public async Task A_page_without_its_content_is_named(int input)
    {
        _scene.Add("first.html");
        _scene.Add("a.html");
        _scene.Change("input", JsonValue.Create(input));

        await FailsAsync("the inputs are not what `a.html` says");
    }

    [Fact]
    public async Task A_page_the_store_has_lost_is_an_outcome()
    {
        _scene.Add("a.html");
        _scene.BeforeOpening = _ => throw new StoreException(StoreFault.Damaged, "somewhere: blob is missing");

        Assert.Equal("public/a.html: its content cannot be read from the store; run `pressrun doctor`.",
            Assert.IsType<Outcome.Failed>((await _scene.SendAsync()).Outcome).Cause);
    }

    private async Task FailsAsync(string cause)
    {
        var failed = Assert.IsType<Outcome.Failed>((await _scene.SendAsync()).Outcome);

        Assert.Equal(Failure.Permanent, failed.Class);
        Assert.StartsWith("The site was not written: ", failed.Cause, StringComparison.Ordinal);
        Assert.Contains(cause, failed.Cause, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_scene.Root));
    }

    private IDocument Index() => new HtmlParser().ParseDocument(_scene.Text("index.html"));
}
