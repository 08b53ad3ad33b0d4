using System.Security.Cryptography;
using System.Text;
using Pressrun.Adapters.Tests.Audio;
using Pressrun.Model;
using Pressrun.Providers.Local;

namespace Pressrun.Adapters.Tests.Books;

public sealed class EpubTests
{
    [Fact]
    public async Task A_book_holds_what_the_format_asks_for_in_its_order()
    {
        var book = await Shown.BindAsync(Shown.Content("The Lighthouse", ("The Boat", "Dawn."), ("The Log", "Noon.")));
        Assert.Equal(
            [
                "mimetype", "META-INF/container.xml", "EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/style.css",
                "EPUB/chapter-0001.xhtml", "EPUB/chapter-0002.xhtml",
            ],
            book.Names);
        Assert.Equal("mimetypeapplication/epub+zip", Encoding.ASCII.GetString(book.Bytes.AsSpan(30, 28)));
        var package = book.Xml("EPUB/package.opf");
        Assert.Equal("The Lighthouse", package.Descendants(Shown.Dc + "title").Single().Value);
        Assert.Equal("A. Writer", package.Descendants(Shown.Dc + "creator").Single().Value);
        Assert.Equal("Made by stand-ins.", package.Descendants(Shown.Dc + "description").Single().Value);
        Assert.Equal(["nav", "chapter-0001", "chapter-0002"],
            package.Descendants(Shown.Opf + "itemref").Select(item => (string?)item.Attribute("idref")));
        Assert.Equal([("chapter-0001.xhtml", "The Boat"), ("chapter-0002.xhtml", "The Log")],
            book.Xml("EPUB/nav.xhtml").Descendants(Shown.Html + "a")
                .Select(link => ((string?)link.Attribute("href"), link.Value)));
        Assert.Equal("The BoatDawn.", book.Chapter(1).Descendants(Shown.Html + "section").Single().Value);
    }

    [Fact]
    public async Task The_same_book_has_the_same_bytes_and_another_text_another_name()
    {
        var first = await Shown.BindAsync(Shown.Content("A", ("B", "c")));
        var again = await Shown.BindAsync(Shown.Content("A", ("B", "c")));
        var other = await Shown.BindAsync(Shown.Content("A", ("B", "d")));
        Assert.Equal(first.Bytes, again.Bytes);
        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", IdOf(first));
        Assert.NotEqual(IdOf(first), IdOf(other));
    }

    /// <remarks>Whoever changes what a book looks like writes the new beginning of its hash here.</remarks>
    [Fact]
    public async Task The_bytes_are_those_of_every_machine()
    {
        var book = await Shown.BindAsync(Shown.Content("Über <A>", ("B", "c *d* ![e](f)"), ("日", "|a|\n|-|\n|b|")));
        var hash = Convert.ToHexStringLower(SHA256.HashData(book.Bytes));
        Assert.StartsWith("a1e2106b955590e28fdd186a84578514", hash, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_written_again_above_the_text_stands_there_once()
    {
        var book = await Shown.BindAsync(Shown.Content("A", ("The Storm", "# Chapter 3: The Storm\n\nWind.")));
        Assert.Equal(["The Storm"], book.Chapter(1).Descendants(Shown.Html + "h1").Select(title => title.Value));
    }

    [Fact]
    public async Task Hostile_titles_and_texts_are_only_text()
    {
        const string Hostile = "</title><script>alert(1)</script>&\"'\0\u0001\uFFFE]]>";
        var book = await Shown.BindAsync(Shown.Content(
            Hostile, (Hostile, Hostile + "\n\n[a](javascript:x) ![b](http://c.d/e.png) [f](../../g) &#1;"),
            ("\n\u0007", "")));
        foreach (var name in book.Names.Where(name => name.EndsWith("ml", StringComparison.Ordinal)))
        {
            var elements = book.Xml(name).DescendantsAndSelf().ToList();
            Assert.DoesNotContain(elements, element => element.Name.LocalName is "script" or "img");
        }

        Assert.Empty(book.Chapter(1).Descendants(Shown.Html + "a"));
        Assert.Contains("<script>", book.Chapter(1).Descendants(Shown.Html + "h1").Single().Value,
            StringComparison.Ordinal);
        Assert.Equal("2", book.Chapter(2).Descendants(Shown.Html + "h1").Single().Value);
    }

    [Fact]
    public async Task A_hundred_chapters_of_one_title_are_a_hundred_files()
    {
        var chapters = Enumerable.Range(0, 100).Select(_ => ("The Storm", Shelf.Words(10_000, 1))).ToArray();
        var book = await Shown.BindAsync(Shown.Content("Storms", chapters));
        Assert.Equal(105, book.Names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(100, book.Xml("EPUB/nav.xhtml").Descendants(Shown.Html + "li").Count());
    }

    [Theory]
    [InlineData("""{"title":"A","chapters":[]}""",
        "a book needs a chapter at least, and there is none: look why no item gave one")]
    [InlineData("""{"title":" \n","chapters":[{"title":"B","markdown":"c"}]}""", "a book needs a title: give it one")]
    [InlineData("""{"title":"A","language":"en_GB","chapters":[{"title":"B","markdown":"c"}]}""",
        "`language` is none: write it as `en` or `de-AT`")]
    [InlineData("""{"title":"A"}""", Expected)]
    [InlineData("""{"title":"A","chapters":7}""", Expected)]
    [InlineData("""{"title":7,"chapters":[]}""", Expected)]
    [InlineData("""{"title":"A","chapters":[{"title":"\ud800"}]}""", Expected)]
    [InlineData("""{"title":"A","chapters":["B"]}""", Expected)]
    [InlineData("[]", Expected)]
    [InlineData("{", Expected)]
    public async Task What_is_no_book_is_refused(string content, string message) =>
        Assert.Equal(message, await Shown.RefusalAsync(content));

    [Fact]
    public async Task The_local_provider_binds_it_and_reads_its_blob()
    {
        using var shelf = new Shelf();
        var provider = new LocalProvider(shelf.Open);
        var call = Shelf.CallOf("epub", Shown.Content("A", ("B", "c")));
        var reply = await provider.SendAsync(call, 1, Shelf.Token);
        Assert.Equal(Outcome.Answered.Instance, reply.Outcome);
        var blob = shelf.Add(reply.Body.Bytes.ToArray());
        Assert.Equal(blob, provider.Read(call, reply with { Body = new(blob) }).Blob);
    }

    private const string Expected = "the book cannot be read: expected title, author, language and comment, and "
        + "chapters with title and markdown, all of them texts";

    private static string IdOf(Shown book) => book.Xml("EPUB/package.opf").Descendants(Shown.Dc + "identifier")
        .Single().Value;
}
