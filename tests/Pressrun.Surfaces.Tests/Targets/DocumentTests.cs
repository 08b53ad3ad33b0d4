using System.IO.Compression;

namespace Pressrun.Surfaces.Tests.Targets;

/// <summary>Texts that are saved as pages and books.</summary>
public sealed class DocumentTests
{
    private const string Book = """
          note: { needs: [], render: "{{text}}", save: ["notes/{{key}}.md", "notes/{{key}}.html"] }
          book:
            once: true
            join: note
            with: { title: "The book of {{name}}", author: The Desk, language: de }
            save: ["book/{{name}}.md", "book/{{name}}.html", "book/{{name}}.epub"]
        """;

    [Fact]
    public void A_joined_manuscript_is_a_book_whose_chapters_are_the_items()
    {
        using var shell = Notes.Make(Book);
        Notes.Run(shell, 0, "run", "p.yaml");
        using var book = ZipFile.OpenRead(shell.PathOf("book/p.epub"));
        var texts = book.Entries.Where(entry => entry.Name.EndsWith(".xhtml", StringComparison.Ordinal))
            .Select(entry => new StreamReader(entry.Open()).ReadToEnd()).ToList();
        Assert.Contains(texts, text => text.Contains("<h1>First</h1>", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("<h1>The book of p</h1>", StringComparison.Ordinal)
            && text.Contains("The Desk", StringComparison.Ordinal)
            && text.Contains("lang=\"de\"", StringComparison.Ordinal));
    }

    [Fact]
    public void As_a_page_it_has_a_heading_for_each_item()
    {
        using var shell = Notes.Make(Book);
        Notes.Run(shell, 0, "run", "p.yaml");
        var page = Notes.Read(shell, "book/p.html");
        Assert.Contains("<title>The book of p</title>", page, StringComparison.Ordinal);
        Assert.Contains("<h2>First</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<h2>Second &lt;script&gt;steal()", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_a_stranger_runs_in_a_page_or_a_book()
    {
        using var shell = Notes.Make(Book);
        Notes.Run(shell, 0, "run", "p.yaml");
        using var book = ZipFile.OpenRead(shell.PathOf("book/p.epub"));
        List<string> texts = [Notes.Read(shell, "book/p.html"), Notes.Read(shell, "notes/n2.html"),
            .. book.Entries.Select(entry => new StreamReader(entry.Open()).ReadToEnd())];
        foreach (var text in texts)
        {
            Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("\"javascript:", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void A_page_that_a_template_made_stays_as_rendered()
    {
        using var shell = Notes.MakeOne("  copy: { needs: [], render: page.html, save: \"out/{{key}}.html\" }");
        Notes.Run(shell, 0, "run", "p.yaml");
        Assert.Contains("<body><h1>First</h1><p><a href=\"https://example.org/1\">source</a></p><p>First</p>",
            Notes.Read(shell, "out/n1.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_put_into_a_folder_under_the_name_of_a_page_is_one()
    {
        using var shell = Notes.Make("""
              note: { needs: [], render: "{{text}}" }
              copy: { put: "folder://out/{{key}}.html" }
            """);
        Notes.Run(shell, 0, "run", "p.yaml");
        Assert.StartsWith("<!DOCTYPE html>", Notes.Read(shell, "out/n2.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", Notes.Read(shell, "out/n2.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_book_that_is_gone_is_written_again_to_the_byte()
    {
        using var shell = Notes.Make(Book);
        Notes.Run(shell, 0, "run", "p.yaml");
        var before = shell.Tree("book");
        File.Delete(shell.PathOf("book/p.epub"));
        Assert.Contains("1 missing or changed file was written again", Notes.Run(shell, 0, "run", "p.yaml"),
            StringComparison.Ordinal);
        Assert.Equal(before, shell.Tree("book"));
    }
}
