using Pressrun.Pipelines.Items;
using static Pressrun.Surfaces.Tests.Items.Desktop;

namespace Pressrun.Surfaces.Tests.Items;

/// <summary>Patterns, ranges, and what `items` must not name.</summary>
public sealed class PlaceTests
{
    [Fact]
    public void Files_of_one_name_are_keyed_by_their_folders()
    {
        using var desktop = new Desktop()
            .Put("personas/bo/profile.json", """{"name":"Bo"}""")
            .Put("personas/anna/profile.json", """{"name":"Anna"}""")
            .Put("personas/.hidden/profile.json", """{"name":"?"}""")
            .Put("personas/index.json", "[]");
        var reading = desktop.Read("personas/*/profile.json");
        Assert.Equal(["anna", "bo"], Keys(reading));
        Assert.Equal(["""{"name":"Anna"}""", """{"name":"Bo"}"""], Inputs(reading));
        Assert.Equal(["Anna", "Bo"], All(reading).Select(item => item.Title));
        Assert.Empty(reading.Notes);
    }

    [Fact]
    public void Files_of_different_names_are_keyed_by_them()
    {
        using var desktop = new Desktop()
            .Put("texts/b.md", "Second")
            .Put("texts/a.md", "First")
            .Put("texts/page.html", "<p>");
        var reading = desktop.Read("texts/*.*");
        Assert.Equal(["a", "b", "page"], Keys(reading));
        Assert.Equal(
            [
                """{"path":"texts/a.md","text":"First"}""", """{"path":"texts/b.md","text":"Second"}""",
                """{"path":"texts/page.html"}""",
            ],
            Inputs(reading));
        Assert.Equal(["path", "text"], reading.Fields);
    }

    [Fact]
    public void Two_stars_look_into_every_folder_and_keys_stay_unique()
    {
        using var desktop = new Desktop()
            .Put("x.json", """{"n":1}""").Put("a/x.json", """{"n":2}""").Put("a/b/x.json", """{"n":3}""")
            .Put("a-b/x.json", """{"n":4}""").Put("x.txt", "5");
        var keys = Keys(desktop.Read("**/x.*"));
        Assert.Equal(["a-b-x", "a-b-x-", "a-x", "x", "x-"],
            keys.Select(key => key.Length > 10 ? key[..(key.LastIndexOf('-') + 1)] : key));
        Assert.Equal(5, keys.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(4, desktop.Read("**/x.json").Count);
    }

    [Fact]
    public void A_file_that_cannot_be_an_item_loses_only_itself()
    {
        using var desktop = new Desktop()
            .Put("a.json", """{"n":1}""").Put("b.json", "[1]").Put("c.json", "{\n\"n\":}").Put("d.json", [0, 1, 2])
            .Put("e.json", [0x22, 0xFF, 0x22]).Put("f.json", new string(' ', 1024 * 1024) + "{}");
        var reading = desktop.Read("*.json");
        Assert.Equal(["a"], Keys(reading));
        Assert.Equal(
            [
                "b.json: is no JSON object but a list",
                "c.json:2: is no valid JSON (at column 5)",
                "d.json: is no text but a binary file. Give a list of lines, CSV, JSONL, JSON or YAML.",
                "e.json: is not UTF-8. Save the file as UTF-8.",
                "f.json: is larger than 1 MB",
            ],
            Notes(reading));
    }

    [Fact]
    public void A_range_counts_both_ends()
    {
        var reading = ItemReader.Read(new("11..13", "."));
        Assert.Equal(["11", "12", "13"], Keys(reading));
        Assert.Equal("""{"number":12}""", Inputs(reading)[1]);
        Assert.Equal(["number"], reading.Fields);
        Assert.Equal(["7"], Keys(ItemReader.Read(new("7..7", "."))));
        Assert.Equal(["-1", "0"], Keys(ItemReader.Read(new("-1..0", "."))));
    }

    [Theory]
    [InlineData("9..1", "items: the range `9..1` runs backwards: write `1..9`.")]
    [InlineData("1..99999999999", "items: the range `1..99999999999` is too long")]
    [InlineData("1..99999999999999999999999", "items: the range `1..99999999999999999999999` is too long")]
    [InlineData("ulrs.txt", "ulrs.txt: there is no such file. Did you mean `urls.txt`?")]
    [InlineData("zzzzzzzz.csv", "zzzzzzzz.csv: there is no such file. Make it, or correct `items`.")]
    [InlineData("none/urls.txt", "none/urls.txt: there is no such file. The folder `none` is not there either.")]
    [InlineData("folder", "folder: is a folder. For the files in it write `folder/*.json`.")]
    [InlineData("utf16.txt", "utf16.txt: is UTF-16. Save it as UTF-8.")]
    [InlineData("latin1.txt", "latin1.txt:2: is not UTF-8. Save the file as UTF-8.")]
    [InlineData("binary.csv",
        "binary.csv:2: is no text but a binary file. Give a list of lines, CSV, JSONL, JSON or YAML.")]
    [InlineData("../outside.txt", "../outside.txt: items: lies outside the pipeline's folder.")]
    [InlineData("../*.txt", "..: items: lies outside the pipeline's folder.")]
    [InlineData("/etc/hostname", "/etc/hostname: items: lies outside the pipeline's folder.")]
    [InlineData("none/*.json", "none/*.json: there is no folder `none`. Correct `items`.")]
    [InlineData("folder/*.json",
        "folder/*.json: no file has such a name. There are `a.txt` in the folder where the search begins.")]
    [InlineData("https://example.com/list.txt", "items: `https://example.com/list.txt` is no file.")]
    [InlineData("postgres://db", "items: `postgres://db` is no file.")]
    [InlineData("outline.md", "outline.md: is no list of items. For one item a file write a pattern, such as `*.md`.")]
    [InlineData("", "items: names nothing.")]
    [InlineData("-", "items: there is no standard input.")]
    public void What_cannot_be_read_says_why_and_what_to_do(string from, string message)
    {
        using var desktop = new Desktop()
            .Put("urls.txt", "a").Put("folder/a.txt", "a").Put("utf16.txt", [0xFF, 0xFE, 0x61, 0])
            .Put("latin1.txt", [0x61, 0x0A, 0xE4, 0x0A]).Put("binary.csv", [0x61, 0x0A, 0, 1]).Put("outline.md", "# a");
        var refusal = desktop.Refusal(from);
        Assert.StartsWith(message, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain(desktop.Folder, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_does_not_lead_out_of_the_folder()
    {
        using var outside = new Desktop().Put("secret.txt", "secret");
        using var desktop = new Desktop().Put("a.txt", "a");
        File.CreateSymbolicLink(Path.Combine(desktop.Folder, "link.txt"), Path.Combine(outside.Folder, "secret.txt"));
        Directory.CreateSymbolicLink(Path.Combine(desktop.Folder, "linked"), outside.Folder);
        Assert.Contains("lies outside", desktop.Refusal("link.txt"), StringComparison.Ordinal);
        Assert.Contains("lies outside", desktop.Refusal("linked/secret.txt"), StringComparison.Ordinal);
        Assert.Equal(["a"], Keys(desktop.Read("**/*.txt")));
        var allowed = ItemReader.Read(new("link.txt", desktop.Folder) { IsAnyPathAllowed = true });
        Assert.Equal(["secret"], Keys(allowed));
    }

    [Fact]
    public void A_key_that_some_items_lack_is_refused_with_the_first_of_them()
    {
        using var desktop = new Desktop().Put("a.jsonl", "{\"accession\":\"x\"}\n{\"acession\":\"y\"}\n")
            .Put("b.jsonl", "{\"id\":[1]}");
        Assert.Equal("a.jsonl:2: the key of the items is `accession`, but here there is no `accession`. " +
            "Did you mean `acession`? Give every item one, or name another field.",
            desktop.Refusal("a.jsonl", key: "accession"));
        Assert.Contains("but here `id` is empty, or neither text nor number", desktop.Refusal("b.jsonl", key: "id"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_a_terminal_could_not_show_is_no_key()
    {
        using var desktop = new Desktop()
            .Put("a.jsonl", $"{{\"id\":\"a\\u001bb\"}}\n{{\"id\":\"{new string('x', 201)}\"}}\n{{\"id\":\" ok \"}}\n");
        var reading = desktop.Read("a.jsonl", key: "id");
        Assert.Equal(["ok"], Keys(reading));
        Assert.Equal(
            "a.jsonl:1: has the key `a\uFFFDb`; a key has at most 200 letters, all of them printable",
            Notes(reading)[0]);
    }

    [Fact]
    public void At_is_for_files_that_can_hold_a_list()
    {
        using var desktop = new Desktop().Put("a.txt", "a");
        Assert.Equal("a.txt: `at` leads to a list inside a JSON or YAML file. Leave it out.",
            desktop.Refusal("a.txt", at: "x"));
    }
}
