using Pressrun.Pipelines.Templates;
using static Pressrun.Surfaces.Tests.Templates.Rendering;

namespace Pressrun.Surfaces.Tests.Templates;

/// <summary>What templates print.</summary>
public sealed class TemplateTests
{
    private const string Article = """
        { "article": { "text": "Salt & <roads>.", "title": "Salt Roads", "author": null, "tags": ["a", "b"] },
          "number": 7, "ratio": 0.80, "ok": true, "notes": "" }
        """;

    private const string Hostile = """
        { "number": 1, "o": "{{number}}{{{o}}}\\", "l": ["{{number}}{{{o}}}\\"], "w": { "x": "{{number}}{{{o}}}\\" } }
        """;

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("{{article}}", "Salt & <roads>.")]
    [InlineData("{{article.text}} {{ article.title }}", "Salt & <roads>. Salt Roads")]
    [InlineData("{{article.tags}}|{{article.author}}|{{ratio}}|{{ok}}", "a\nb||0.80|true")]
    [InlineData("{{pad number 3}} {{pad 'opening' 3}} {{pad \"12345\" 3}}", "007 opening 12345")]
    [InlineData("out/{{slug article.title}}.mp3", "out/salt-roads.mp3")]
    [InlineData("{{pad (slug '7') 2}}{{pad notes 2}}", "07")]
    [InlineData("{{[article].[title]}}", "Salt Roads")]
    public void A_name_prints_its_value(string template, string printed) =>
        Assert.Equal(printed, Render(template, Article));

    [Theory]
    [InlineData("{{#if notes}}y{{else}}n{{/if}}", "n")]
    [InlineData("{{#if article.author}}y{{else if number}}seven{{else}}n{{/if}}", "seven")]
    [InlineData("{{#unless ok}}y{{else}}n{{/unless}}", "n")]
    [InlineData("{{#each article.tags}}{{@index}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}", "0a, 1b")]
    [InlineData("{{#each article.tags}}{{../article.title}} {{.}};{{/each}}", "Salt Roads a;Salt Roads b;")]
    [InlineData("{{#each article.author}}x{{else}}none {{number}}{{/each}}", "none 7")]
    [InlineData("{{#with article}}{{title}} {{../number}}{{/with}}", "Salt Roads 7")]
    [InlineData("{{#with notes}}x{{else}}{{number}}{{/with}}", "7")]
    [InlineData("{{#each article.tags}}{{#with ../article}}{{@index}}{{title}} {{/with}}{{/each}}",
        "0Salt Roads 1Salt Roads ")]
    public void A_block_chooses_and_repeats(string template, string printed) =>
        Assert.Equal(printed, Render(template, Article));

    [Fact]
    public void An_each_over_fields_gives_their_names() =>
        Assert.Equal(
            "a=1;b=2;", Render("{{#each o}}{{@key}}={{this}};{{/each}}", """{ "o": { "a": 1, "b": 2 } }"""));

    [Fact]
    public void A_block_word_on_a_line_of_its_own_leaves_no_empty_line() =>
        Assert.Equal("a\n  b\nc", Render("a\n{{#if ok}}\n  b\n{{else}}\n  d\n{{/if}}\n{{!-- why }} --}}\nc", Article));

    [Theory]
    [InlineData("a {{~number~}} b", "a7b")]
    [InlineData("a {{~#if ok~}} b {{~/if~}} c", "abc")]
    [InlineData("a {{~! said 'twice ~}} b", "ab")]
    [InlineData("a {{!-- {{number}} --~}} b", "a b")]
    public void A_tilde_takes_the_blanks_beside_it(string template, string printed) =>
        Assert.Equal(printed, Render(template, Article));

    [Theory]
    [InlineData("{\"n\":{{number}}}", "{\"n\":7}")]
    [InlineData("} }} {{number}}}}{", "} }} 7}}{")]
    [InlineData("{\\{{number}} {{number}}", "{{{number}} 7")]
    [InlineData("C:\\\\{{number}}\\", "C:\\7\\")]
    [InlineData("{ {{number}} } \\n", "{ 7 } \\n")]
    public void Braces_and_backslashes_beside_an_expression_stay_text(string template, string printed) =>
        Assert.Equal(printed, Render(template, Article));

    [Theory]
    [InlineData("{{o}}")]
    [InlineData("{{#each l}}{{this}}{{/each}}")]
    [InlineData("{{#with w}}{{x}}{{/with}}")]
    [InlineData("{{slug o}}")]
    public void Braces_in_a_value_are_data(string template) =>
        Assert.Equal(
            "{{number}}{{{o}}}\\",
            Render(template, Hostile));

    [Fact]
    public void A_page_is_escaped_and_three_braces_are_not() =>
        Assert.Equal(
            "Salt &amp; &lt;roads&gt;. Salt & <roads>. <b>",
            Render("{{article}} {{{article}}} <b>", Article, isHtml: true));

    [Fact]
    public void A_quote_cannot_leave_an_attribute() =>
        Assert.Equal(
            "<a title=\"&quot; onclick&#x3D;&#x27;x&#x60;\">",
            Render("<a title=\"{{t}}\">", """{ "t": "\" onclick='x`" }""", isHtml: true));

    [Fact]
    public void A_template_renders_again_after_a_fault()
    {
        var template = Parse("{{#each l}}<{{this.a}}>{{/each}}");

        Assert.Throws<TemplateException>(() => template.Render(Scope("""{ "l": [{ "a": 1 }, { "b": 1 }] }""")));

        Assert.Equal("<1>", template.Render(Scope("""{ "l": [{ "a": 1 }] }""")));
    }

    [Fact]
    public void A_text_that_repeats_without_end_is_stopped()
    {
        var list = string.Join(',', Enumerable.Repeat("1", 200));

        var fault = Fault(
            "{{#each l}}{{#each ../l}}{{../../t}}{{/each}}{{/each}}",
            $$"""{ "l": [{{list}}], "t": "{{new string('x', 1000)}}" }""");

        Assert.StartsWith("prompt.md:1:1  this renders to more than 16 million", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_is_that_of_the_text() =>
        Assert.Equal(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Parse("abc", isHtml: true).Hash);
}
