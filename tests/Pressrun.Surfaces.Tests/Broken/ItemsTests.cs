using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>Lists with lines that are no items, and items that mean harm.</summary>
public sealed class ItemsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n\n# nothing\n")]
    public void An_empty_list_is_nothing_to_do(string list)
    {
        using var shell = Folder.With(Folder.Pipeline);
        shell.Write("urls.txt", list);
        Assert.Equal(0, Spoken.By(shell, "check").Code);
        var run = Spoken.By(shell, "run");
        Assert.Equal(0, run.Code);
        Assert.Equal("there are no items, so there is nothing to do", run.Lines[^1]);
        Assert.False(Directory.Exists(shell.PathOf(".pressrun")));
    }

    [Fact]
    public void A_bad_line_loses_only_itself_and_is_named_by_its_number()
    {
        using var shell = Folder.WithPages(2);
        shell.Write("urls.txt", "pages/1.txt\n\n# a comment\npages/1.txt\nno address\n"
            + $"{new string('x', 10 * 1024 * 1024)}\npages/2.txt\n");
        string[] notes =
        [
            "urls.txt:2: is blank", "urls.txt:4: is the same as line 1",
            "urls.txt:5: `no address` is neither an address nor a path", "urls.txt:6: is longer than 1 MB",
        ];
        Assert.Equal(notes, Spoken.By(shell, "check").Lines);
        var run = Spoken.By(shell, "run");
        Assert.Equal(0, run.Code);
        Assert.Equal(notes, run.Lines.Take(notes.Length));
        Assert.Equal(2, Directory.GetFiles(shell.PathOf("out")).Length);
    }

    [Fact]
    public void Titles_that_would_act_on_a_terminal_do_not()
    {
        using var shell = Folder.WithPages(0);
        shell.Write("press.yaml", Folder.Pipeline.Replace("urls.txt", "items.jsonl", StringComparison.Ordinal));
        shell.Write("items.jsonl", """
            {"id":"a","url":"pages/none.txt","title":"\u001b[2J\u001b]0;owned\u0007red\nline two\r\u202Egnp.exe"}
            {"id":"b","url":"pages/\u001b[31m.txt"}
            {"id":"c\u001b[31m","url":"pages/c.txt"}

            """);
        var run = Spoken.By(shell, "run");
        Assert.Equal(1, run.Code);
        Assert.Contains("[2J]0;ownedred line two", run.LineOf(1), StringComparison.Ordinal);
        Assert.StartsWith("failed 2 ", run.LineOf(2), StringComparison.Ordinal);
        Assert.Contains(run.Lines, line => line.StartsWith("items.jsonl:3: has the key `c", StringComparison.Ordinal));
        foreach (var words in (string[][])
            [["show"], ["show", "latest/a"], ["runs"], ["run"], ["run", "--json"], ["check"]])
        {
            Spoken.By(shell, words);
        }
    }

    [Fact]
    public void What_a_field_holds_stays_one_name_below_the_folder()
    {
        string[] titles =
        [
            "../../evil", "/etc/evil", @"..\..\evil", "C:/evil", "..", ".", "CON", "a: b? c*", "{{key}}",
            "x\u001b[31m\u202Ey", new string('w', 300),
        ];
        using var shell = new Shell();
        shell.Write("inner/press.yaml", """
            pressrun: 1
            name: press
            items: items.jsonl
            stages:
              script:
                ask: "Read aloud: {{title}}"
                model: offline/extractive
                save: ["out/{{title}}.txt", "out/{{title}}/{{key}}.txt"]
            """);
        shell.Write("inner/items.jsonl", string.Join('\n', titles.Index().Select(title =>
            System.Text.Json.JsonSerializer.Serialize(new { id = $"i{title.Index}", title = title.Item }))));
        var run = Spoken.By(shell, "run", "inner/press.yaml");
        Assert.Equal(1, run.Code);
        Assert.Contains("5 done, 6 failed", run.Output, StringComparison.Ordinal);
        foreach (var (item, cause) in (ReadOnlySpan<(int, string)>)
            [
                (1, "hidden name"), (3, "hidden name"), (5, "hidden name"), (6, "hidden name"),
                (7, "means a device on Windows"), (11, "longer than 120 bytes"),
            ])
        {
            Assert.Contains(cause, run.LineOf(item), StringComparison.Ordinal);
        }

        Assert.Equal(["inner"], Directory.GetFileSystemEntries(shell.Folder).Select(Path.GetFileName));
        Assert.Equal([".pressrun", "items.jsonl", "out", "press.yaml"],
            Directory.GetFileSystemEntries(shell.PathOf("inner")).Select(Path.GetFileName)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_pages_of_one_title_are_two_files()
    {
        using var shell = Folder.WithPages(2);
        shell.Write("pages/2.txt", Folder.Text("The village of page 1"));
        Assert.Equal(0, Spoken.By(shell, "run").Code);
        Assert.Equal(2, Directory.GetFiles(shell.PathOf("out"), "the-village-of-page-1-*.txt").Length);
    }

    [Fact]
    public void Templates_and_control_characters_in_a_page_are_text_and_nothing_else()
    {
        using var shell = Folder.WithPages(1);
        var sentences = Enumerable.Range(1, 9).Select(number =>
            $"Sentence {number} of the page says {{{{part}}}} and {{{{{{url}}}}}} and {{{{#if key}}}} to readers, ");
        shell.Write("pages/1.txt", "\x1b[31mTitle {{key}}\x1b[0m {{#each x}}\n\n" + string.Join("\n\n", sentences
            .Select(sentence => sentence + "who have seen\x1b]0;owned\x1b\\ stranger things in their village.")));
        var run = Spoken.By(shell, "run");
        Assert.Equal(0, run.Code);
        var text = File.ReadAllText(Directory.GetFiles(shell.PathOf("out")).Single());
        Assert.Contains("says {{part}} and {{{url}}} and {{#if key}} to", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\x1b', text);
        foreach (var stage in (string[])["article", "script"])
        {
            Spoken.By(shell, "show", $"latest/1/{stage}", "--prompt");
            Spoken.By(shell, "show", $"latest/1/{stage}", "--response");
        }
    }
}
