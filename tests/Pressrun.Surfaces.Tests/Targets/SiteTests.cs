using System.Text.RegularExpressions;
using Pressrun.Surfaces.Tests.Commands;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Targets;

/// <summary>A site over the whole batch: every page once, an index that leads to nothing that is not there.</summary>
public sealed partial class SiteTests
{
    private const string Publish =
        "  publish: { needs: page, once: true, put: site://public, with: { link: https://example.org/news } }";

    [Fact]
    public void A_site_has_a_page_an_item_and_lists_each_of_them_once()
    {
        using var shell = Notes.Make(Publish);
        Notes.Run(shell, 0, "run", "p.yaml");
        Assert.Equal(["feed.xml", "index.html", "n1.html", "n2.html", "sitemap.xml"], Names(shell, "public"));
        var index = Notes.Read(shell, "public/index.html");
        Assert.Equal(["n2.html", "n1.html"], Link().Matches(index).Select(link => link.Groups["to"].Value));
        Assert.Contains("<h1>p</h1>", index, StringComparison.Ordinal);
        Assert.Contains("First</a> <time datetime=\"2026-11-01\">", index, StringComparison.Ordinal);
        foreach (var list in (string[])["feed.xml", "sitemap.xml"])
        {
            Assert.Contains("https://example.org/news/n1.html", Notes.Read(shell, $"public/{list}"),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_stage_says_what_the_site_and_its_pages_are_called_and_where_they_lie()
    {
        using var shell = Notes.Make("""
              short: { needs: [], render: "About {{title}}" }
              publish:
                needs: [page, short]
                once: true
                put: site://out/{{name}}
                with:
                  link: https://example.org/news
                  title: "All of {{name}}"
                  description: Every note.
                  language: de
                  path: "{{slug email}}.html"
                  page_title: "{{key}}: {{title}}"
                  summary: "{{short}}!"
                  date: "2025-01-0{{slug key}}"
            """.Replace("0{{slug key}}", "02", StringComparison.Ordinal));
        Notes.Run(shell, 0, "run", "p.yaml");
        var index = Notes.Read(shell, "out/p/index.html");
        foreach (var words in (string[])["<html lang=\"de\">", "<h1>All of p</h1>", "<p>Every note.</p>",
            ">n1: First</a> <time datetime=\"2025-01-02\">", "<p>About First!</p>", "href=\"n1-example-org.html\""])
        {
            Assert.Contains(words, index, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_of_a_stranger_runs_in_a_page_or_leads_where_no_page_is()
    {
        using var shell = Notes.Make(Publish);
        Notes.Run(shell, 0, "run", "p.yaml");
        var page = Notes.Read(shell, "public/n2.html");
        Assert.Contains("&lt;script&gt;steal()", page, StringComparison.Ordinal);
        foreach (var name in Names(shell, "public"))
        {
            var text = Notes.Read(shell, $"public/{name}");
            foreach (var harm in (string[])["<script", "javascript:", "onerror=\"", "onerror=steal()>"])
            {
                Assert.DoesNotContain(harm, text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public void Texts_become_pages_as_well()
    {
        using var shell = Notes.Make("""
              said: { needs: [], render: "{{text}}" }
              publish: { once: true, put: site://public, with: { link: https://example.org/news } }
            """);
        Notes.Run(shell, 0, "run", "p.yaml");
        Assert.Contains("<a href=\"https://example.org/1\" rel=\"nofollow noopener\">more</a>",
            Notes.Read(shell, "public/n1.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", Notes.Read(shell, "public/n2.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("\"javascript:", Notes.Read(shell, "public/n2.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_of_several_stages_have_a_folder_each()
    {
        using var shell = Notes.Make("""
              other: { needs: [], render: page.html }
              publish:
                needs: [page, other]
                once: true
                put: site://public
                with: { link: https://example.org/news, pages: page other }
            """);
        Notes.Run(shell, 0, "run", "p.yaml");
        Assert.Equal(["n1.html", "n2.html"], Names(shell, "public/other"));
        Assert.Equal(4, Link().Count(Notes.Read(shell, "public/index.html")));
    }

    [Fact]
    public void The_second_run_publishes_nothing_and_writes_again_what_is_gone()
    {
        using var shell = Notes.Make(Publish);
        Notes.Run(shell, 0, "run", "p.yaml");
        var before = shell.Tree("public");
        Assert.DoesNotContain("written again", Notes.Run(shell, 0, "run", "p.yaml"), StringComparison.Ordinal);
        foreach (var gone in (string[])["n1.html", "sitemap.xml"])
        {
            File.Delete(shell.PathOf($"public/{gone}"));
            Assert.Contains("1 missing or changed file was written again", Notes.Run(shell, 0, "run", "p.yaml"),
                StringComparison.Ordinal);
            Assert.Equal(before, shell.Tree("public"));
        }
    }

    [Fact]
    public void Killed_between_the_writing_and_its_record_the_site_is_that_of_an_undisturbed_run()
    {
        using var calm = Notes.Make(Publish);
        Notes.Run(calm, 0, "run", "p.yaml");
        using var shell = Notes.Make(Publish);
        Cut.Run(shell, 0, "site");
        Assert.Contains("index.html", Names(shell, "public"));
        Notes.Run(shell, 0, "run", "p.yaml");
        Assert.Equal(calm.Tree("public"), shell.Tree("public"));
        Assert.Contains("nothing to do", Notes.Run(shell, 0, "run", "p.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_site_is_rebuilt_when_a_page_is_added_and_the_others_stay()
    {
        using var shell = Notes.MakeOne(Publish);
        Notes.Run(shell, 0, "run", "p.yaml");
        var first = Notes.Read(shell, "public/n1.html");
        var line = Notes.Read(shell, "notes.jsonl");
        shell.Write("notes.jsonl", line + line.Replace("\"n1\"", "\"n3\"", StringComparison.Ordinal));
        Notes.Run(shell, 0, "run", "p.yaml");
        Assert.Equal(first, Notes.Read(shell, "public/n1.html"));
        Assert.Equal(2, Link().Count(Notes.Read(shell, "public/index.html")));
    }

    [Theory]
    [InlineData("  publish: { needs: page, put: site://public, with: { link: https://a.b } }",
        "a site is made of the whole batch", "add `once: true`")]
    [InlineData("  publish: { needs: page, once: true, put: site://public }",
        "a site says where it will be found on the web", "add `with: { link: https://example.org/news }`")]
    [InlineData("  publish: { needs: page, once: true, put: site://public, with: { link: example.org } }",
        "`link` is a web address", "such as https://example.org/news")]
    [InlineData("  publish: { needs: page, once: true, put: site://public, with: { link: https://a.b, pages: pgae } }",
        "`pgae` is no stage above", "name a stage whose results are pages")]
    [InlineData("  publish: { needs: page, once: true, put: site://public, with: { link: https://a.b, titel: A } }",
        "`publish` knows no parameter `titel`", "did you mean `title`?")]
    [InlineData(
        "  publish: { needs: page, once: true, put: site://public, with: { link: https://a.b, date: \"{{dat}}\" } }",
        "unknown name `dat`", "date")]
    [InlineData("  publish: { needs: page, once: true, put: \"site://../public\", with: { link: https://a.b } }",
        "leads out of its folder", "leave out `..`")]
    [InlineData("  copy: { needs: page, put: \"folder://public/{{key}}.html\" }\n" + Publish,
        "`publish` would write public/{{key}}.html, which `copy` writes already", "a path of its own")]
    public void What_is_missing_is_said_before_anything_is_sent(string stages, string message, string hint)
    {
        using var shell = Notes.Make(stages);
        var said = Notes.Run(shell, 2, "check", "p.yaml");
        Assert.Contains(message, said, StringComparison.Ordinal);
        Assert.Contains(hint, said, StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Names(Shell shell, string folder) =>
        Directory.GetFiles(shell.PathOf(folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    [GeneratedRegex("<li[^>]*><a href=\"(?<to>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
