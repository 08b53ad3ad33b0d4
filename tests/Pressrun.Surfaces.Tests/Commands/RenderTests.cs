using System.Text.Json;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>Templates that become pages and records, one for an item or one for the whole batch.</summary>
public sealed class RenderTests
{
    private const string Hostile = "A \"<script>\" & {{title}} \\";

    [Fact]
    public void A_page_is_escaped_as_a_page_and_a_record_as_a_record()
    {
        using var shell = Make("""
              page: { render: page.html, save: "out/{{key}}.html" }
              record: { render: record.json, save: "out/{{key}}.json" }
              note: { render: "{{title}} ({{number}})", save: "out/{{key}}.txt" }
            """);
        shell.Write("page.html", "<h1>{{title}}</h1>{{#if number}}<p>{{number}}</p>{{/if}}\n");
        shell.Write("record.json", "{ \"title\": \"{{title}}\", \"number\": {{number}} }\n");
        var (code, output, error) = shell.Run("run", "p.yaml");
        Assert.True(code == 0, output + error);
        Assert.Equal("<h1>A &quot;&lt;script&gt;&quot; &amp; {{title}} \\</h1><p>2</p>\n", Read(shell, "two.html"));
        Assert.Equal("<h1>One</h1>\n", Read(shell, "one.html"));
        var record = JsonElement.Parse(Read(shell, "two.json"));
        Assert.Equal((Hostile, 2), (record.GetProperty("title").GetString(), record.GetProperty("number").GetInt32()));
        Assert.Equal($"{Hostile} (2)\n", Read(shell, "two.txt"));
    }

    [Fact]
    public void What_is_to_be_a_record_and_is_none_fails_its_item_with_the_place()
    {
        using var shell = Make("  record: { render: record.json }");
        shell.Write("record.json", "{\n \"title\": {{title}} }\n");
        var (code, output, error) = shell.Run("run", "p.yaml");
        Assert.Equal(1, code);
        Assert.Contains("record.json:2:13 what this makes is no JSON from here on", output + error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_items_a_stage_sees_their_fields_and_after_them_their_results()
    {
        using var shell = Make("""
              season: { once: true, render: "{{#each items}}{{key}}={{title}};{{/each}}", save: out/season.txt }
              text: { needs: season, render: "{{number}}: {{title}} of {{season}}" }
              all:
                once: true
                render: "{{#each items}}[{{number}} {{text}}]{{/each}}"
                save: out/all.txt
            """);
        var (code, output, error) = shell.Run("run", "p.yaml");
        Assert.True(code == 0, output + error);
        var season = $"one=One;two={Hostile};";
        Assert.Equal(season + "\n", Read(shell, "season.txt"));
        Assert.Equal($"[0 0: One of {season}][2 2: {Hostile} of {season}]\n", Read(shell, "all.txt"));
    }

    [Fact]
    public void A_stage_over_the_batch_that_names_one_items_field_is_told_the_way()
    {
        using var shell = Make("  all: { once: true, render: \"{{title}}\" }");
        var (code, _, error) = shell.Run("check", "p.yaml");
        Assert.Equal(2, code);
        Assert.Contains("{{#each items}} goes through all of them", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_of_all_items_that_is_none_names_the_item()
    {
        using var shell = Make("  all: { once: true, render: all.json }");
        shell.Write("all.json", "[{{#each items}}\n {{#unless @first}},{{/unless}}\n \"{{key}}\""
            + "{{#if number}} oops{{/if}}\n{{/each}}]\n");
        var (code, output, error) = shell.Run("run", "p.yaml");
        Assert.Equal(1, code);
        Assert.Contains("all.json:3:26 what this makes is no JSON", output + error, StringComparison.Ordinal);
        Assert.Contains("(item `two`)", output + error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{#each items}}{{titel}}{{/each}}", "unknown name `titel` of an item; did you mean `title`?")]
    [InlineData("{{#each items}}{{text.words}}{{/each}}", "`text` has no fields, and `words` would be one")]
    [InlineData("{{#each items}}{{#if note}}{{/if}}{{/each}}", "`note` is not among what `all` needs")]
    [InlineData("{{#each items}}{{genre}}{{/each}}", "outside the block it is `../genre`")]
    [InlineData("{{#each items}}{{#with card}}{{titel}}{{/with}}{{/each}}", "`card` has no field `titel`")]
    [InlineData("{{#each items}}{{#each card.facts}}{{x}}{{/each}}{{/each}}", "`card.facts[]` has no fields")]
    public void Names_of_items_in_a_block_are_checked_before_anything_is_sent(string template, string message)
    {
        using var shell = Make("""
              note: { needs: [], render: "{{title}}" }
              card:
                needs: []
                ask: "{{title}}"
                model: offline/extractive
                output: { title: text, facts: [text] }
              text: { needs: [], render: "{{title}}" }
              all: { once: true, needs: [text, card], render: "TEMPLATE" }
            """.Replace("TEMPLATE", template, StringComparison.Ordinal), "vars: { genre: noir }\n");
        var (code, _, error) = shell.Run("check", "p.yaml");
        Assert.True(code == 2, error);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Contains("(1 error,", error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_items_come_in_the_order_chosen_and_once_more_when_it_is_another()
    {
        const string Stage =
            "  all: { once: true, render: \"{{#each items}}{{key}} {{/each}}\", save: out/all.txt }";
        using var shell = Make(Stage);
        Assert.Equal(0, shell.Run("run", "p.yaml").Code);
        Assert.Equal("one two \n", Read(shell, "all.txt"));
        shell.Write("p.yaml",
            $"pressrun: 1\nname: p\nitems: {{ from: items.jsonl, order: number desc }}\nstages:\n{Stage}");
        Assert.Equal(0, shell.Run("run", "p.yaml").Code);
        Assert.Equal("two one \n", Read(shell, "all.txt"));
    }

    private static Shell Make(string stages, string top = "")
    {
        var shell = new Shell();
        shell.Write("items.jsonl", "{\"key\":\"one\",\"title\":\"One\",\"number\":0}\n"
            + JsonSerializer.Serialize(new { key = "two", title = Hostile, number = 2 }) + "\n");
        shell.Write("p.yaml", $"pressrun: 1\nname: p\nitems: items.jsonl\n{top}stages:\n{stages}\n");
        return shell;
    }

    private static string Read(Shell shell, string name) => File.ReadAllText(shell.PathOf("out/" + name));
}
