using static Pressrun.Surfaces.Tests.Items.Desktop;

namespace Pressrun.Surfaces.Tests.Items;

/// <summary>JSON, JSONL and YAML.</summary>
public sealed class TreeTests
{
    [Fact]
    public void A_line_of_jsonl_is_an_item_and_keeps_what_is_nested()
    {
        using var desktop = new Desktop().Put("a.jsonl",
            """{ "id": 17, "tags": ["a", "b"], "who": { "name": "J\u00f6rg" }, "n": 1.50 }""");
        var reading = desktop.Read("a.jsonl");
        Assert.Equal(["""{"id":17,"tags":["a","b"],"who":{"name":"Jörg"},"n":1.50}"""], Inputs(reading));
        Assert.Equal(["17"], Keys(reading));
        Assert.Equal(["id", "tags", "who", "n"], reading.Fields);
    }

    [Fact]
    public void A_bad_line_of_jsonl_loses_only_itself()
    {
        using var desktop = new Desktop().Put("a.jsonl",
            "{\"id\":1}\n{\"id\":}\n[1]\n\n{\"id\":2,\"id\":3}\n{\"id\":1,\"b\":2}\n" +
            "{\"id\":\"\\ud800\"}\n{\"id\":4} x\n{\"id\":5}");
        var reading = desktop.Read("a.jsonl");
        Assert.Equal(["1", "5"], Keys(reading));
        Assert.Equal(
            [
                "a.jsonl:2: is no valid JSON (at column 7)",
                "a.jsonl:3: is no JSON object but a list",
                "a.jsonl:4: is blank",
                "a.jsonl:5: names a field twice",
                "a.jsonl:6: has the key `1` of line 1",
                "a.jsonl:7: holds half a character",
                "a.jsonl:8: is no valid JSON (at column 10)",
            ],
            Notes(reading));
    }

    [Fact]
    public void A_list_inside_json_is_found_by_at()
    {
        using var desktop = new Desktop().Put("a.json",
            """
            {
             "series": {"topics": 3},
             "data": {"topics": [
              {"episode": 1, "title": "Sea"},
              7,
              {"episode": 2, "title": "Sea"}
             ]}
            }
            """);
        var reading = desktop.Read("a.json", at: "data.topics", key: "episode");
        Assert.Equal(["1", "2"], Keys(reading));
        Assert.Equal(["a.json:5: is neither an object nor a text but a number"], Notes(reading));
    }

    [Fact]
    public void Equal_titles_are_different_items_and_equal_objects_are_one()
    {
        using var desktop = new Desktop().Put("a.json",
            """
            [{"title":"Sea","n":1},{"title":"Sea","n":2},
            {"title":"Sea","n":1},{"n":4},"Salt roads","http://a.b/c"]
            """);
        var reading = desktop.Read("a.json");
        var keys = Keys(reading);
        Assert.Equal("sea", keys[0]);
        Assert.Matches("^sea-[0-9a-f]{10}$", keys[1]);
        Assert.Matches("^[0-9a-f]{10}$", keys[2]);
        Assert.Equal("salt-roads", keys[3]);
        Assert.Equal("""{"url":"http://a.b/c"}""", Inputs(reading)[4]);
        Assert.Equal(["a.json:2: is the same as line 1"], Notes(reading));
    }

    [Theory]
    [InlineData("{\"topics\":[],\"n\":1,\"more\":[]}", null,
        "a.json: is an object; say where its list of items is: `at: topics` or `at: more`.")]
    [InlineData("{\"n\":1}", null,
        "a.json: holds no list of items at its top. Write a list `[…]`, or lead to it with `at`.")]
    [InlineData("{\"topics\":[]}", "topcis",
        "a.json: `at: topcis` leads nowhere: there is no `topcis`. Did you mean `topics`?")]
    [InlineData("{\"data\":{\"x\":1}}", "data.episodes",
        "a.json: `at: data.episodes` leads nowhere: there is no `episodes`. There are `x`.")]
    [InlineData("{\"data\":7}", "data", "a.json: `at: data` leads to no list. Give the way to the list of items.")]
    [InlineData("{\n \"data\": [1,\n 2", "data", "a.json:3: is no valid JSON (at column 3). Mend it there.")]
    [InlineData("[1] 2", null, "a.json:1: is no valid JSON (at column 5). Mend it there.")]
    [InlineData("", null, "a.json:1: is no valid JSON (at column 1). Mend it there.")]
    public void A_json_file_without_its_list_says_where_it_could_be(string text, string? at, string message)
    {
        using var desktop = new Desktop().Put("a.json", text);
        Assert.Equal(message, desktop.Refusal("a.json", at));
    }

    [Fact]
    public void A_list_of_yaml_is_read_like_json()
    {
        using var desktop = new Desktop().Put("a.yaml",
            """
            # persons
            people:
              - { name: Anna, born: 1990, code: 007, married: true, note: ~ }
              - name: "Bo"
                likes: [tea, 1.5, "2"]
                text: |
                  two
                  lines
            """);
        var reading = desktop.Read("a.yaml", at: "people");
        Assert.Equal(
            [
                """{"name":"Anna","born":1990,"code":"007","married":true,"note":null}""",
                """{"name":"Bo","likes":["tea",1.5,"2"],"text":"two\nlines"}""",
            ],
            Inputs(reading));
        Assert.Equal(["anna", "bo"], Keys(reading));
    }

    [Fact]
    public void Aliases_tags_and_odd_names_of_yaml_lose_only_their_element()
    {
        using var desktop = new Desktop().Put("a.yml",
            "- { id: 1, x: &a [1] }\n- { id: 2, x: *a }\n- { id: 3, x: !!binary aGk= }\n- { id: 4, [5]: 6 }\n" +
            "- { id: 7, id: 8 }\n- 9\n- { id: 10 }\n");
        var reading = desktop.Read("a.yml");
        Assert.Equal(["1", "10"], Keys(reading));
        Assert.Equal(
            [
                "a.yml:2: is an alias; write out what it stands for",
                "a.yml:3: has a type tag; leave it out",
                "a.yml:4: has a field whose name is no text",
                "a.yml:5: names a field twice",
                "a.yml:6: is neither an object nor a text but a number",
            ],
            Notes(reading));
    }

    [Theory]
    [InlineData("a: 1\n", null,
        "a.yaml: holds no list of items at its top. Begin each item with `- `, or lead to the list with `at`.")]
    [InlineData("a:\n - 1\n", "b", "a.yaml: `at: b` leads nowhere: there is no `b`. There are `a`.")]
    [InlineData("- {a: 1\n- b\n", null,
        "a.yaml:1: is no valid YAML (somewhere from here on). Look at the indentation and the quotes there.")]
    [InlineData("- a\n  b: 1\n", null,
        "a.yaml:2: is no valid YAML (at column 4). Look at the indentation and the quotes there.")]
    public void A_yaml_file_without_its_list_says_so(string text, string? at, string message)
    {
        using var desktop = new Desktop().Put("a.yaml", text);
        Assert.Equal(message, desktop.Refusal("a.yaml", at));
    }

    [Fact]
    public void An_empty_yaml_file_has_no_items()
    {
        using var desktop = new Desktop().Put("a.yaml", "# nothing yet\n");
        Assert.Equal(0, desktop.Read("a.yaml").Count);
    }

    [Fact]
    public void Yaml_nested_without_end_is_refused_and_not_followed()
    {
        using var desktop = new Desktop()
            .Put("a.yaml", $"- {new string('[', 60)}{new string(']', 60)}\n- {{ id: 1 }}\n");
        var reading = desktop.Read("a.yaml");
        Assert.Equal(["1"], Keys(reading));
        Assert.Equal(["a.yaml:1: is nested more than 50 deep"], Notes(reading));
    }
}
