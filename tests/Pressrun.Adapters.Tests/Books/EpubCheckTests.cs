using System.Text.Json;
using Pressrun.Adapters.Tests.Audio;
using Pressrun.Adapters.Tests.Rigging;

namespace Pressrun.Adapters.Tests.Books;

/// <summary>The format's own checker has nothing to say.</summary>
public sealed class EpubCheckTests : IDisposable
{
    private const string Checker = "/usr/bin/epubcheck";

    private const string Rich =
        """
        # One *thing*

        A [link](https://example.com/a?b=c&d=e "T"), a [mail](mailto:a@b.c), <https://example.com/ä b>, www.example.com,
        a [lost one](other.html), [#](#part), ![a picture](p.png), ![another](http://example.com/p.png), `code`.
        http://[::1]/ http://a..b/ http://xn--a/ http://bücher.example/ö https://example.com/%zz http://a:99999/

        7. seven
           - eight

             > nine

        | a | b |
        |:--|--:|
        | 1 | 2 |

        ```c#"><b>
        <script>alert("x")</script>
        ```

        ---
        [see http://a.b](http://c.d) <b>x</b> &nbsp; &#1; 👩‍🚀 日本
        """;

    private readonly Shelf _shelf = new();

    [Fact]
    public async Task A_rich_and_hostile_book_is_without_fault() => await CheckAsync(Shown.Content(
        "A <b>book</b> & \"more\"", ("One", Rich), ("One", ""),
        ("<script>", string.Concat(Enumerable.Repeat("> ", 500))),
        ("", "[a](javascript:x)\n\n" + string.Concat(Enumerable.Repeat("# h\n\n- a\n", 50)))));

    [Fact]
    public async Task A_book_of_a_hundred_chapters_is_without_fault() => await CheckAsync(Shown.Content(
        "Storms", [.. Enumerable.Range(1, 100).Select(number => ($"Chapter {number}", Shelf.Words(3_000, number)))]));

    [Fact]
    public async Task A_book_of_three_real_outlines_is_without_fault()
    {
        var chapters = new List<(string Title, string Markdown)>();
        foreach (var outline in Directory.EnumerateFiles(SharedData.Folder("books"), "*.outline.md").Order())
        {
            var text = await File.ReadAllTextAsync(outline, Shelf.Token);
            chapters.AddRange(text.Split("\n## ").Skip(1).Select(part => (part.Split('\n')[0], "## " + part)));
        }

        Assert.Equal(40, chapters.Count);
        await CheckAsync(Shown.Content("Three books", [.. chapters]));
    }

    public void Dispose() => _shelf.Dispose();

    private async Task CheckAsync(string content)
    {
        Assert.SkipUnless(File.Exists(Checker), "epubcheck is not installed: its Debian package has this name.");
        var book = await Shown.BindAsync(content);
        await File.WriteAllBytesAsync(Path.Combine(_shelf.Folder, "book.epub"), book.Bytes, Shelf.Token);
        await Shelf.Runner.RunAsync(
            new("java", ["-jar", Checker, "book.epub", "--json", "report.json"]) { Folder = _shelf.Folder },
            Shelf.Token);
        var report = await File.ReadAllTextAsync(Path.Combine(_shelf.Folder, "report.json"), Shelf.Token);
        using var document = JsonDocument.Parse(report);
        var counts = document.RootElement.GetProperty("checker");
        Assert.True(
            counts.GetProperty("nFatal").GetInt32() + counts.GetProperty("nError").GetInt32()
                + counts.GetProperty("nWarning").GetInt32() + counts.GetProperty("nUsage").GetInt32() == 0,
            document.RootElement.GetProperty("messages").GetRawText());
    }
}
