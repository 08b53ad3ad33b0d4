using Pressrun.Pipelines.Templates;
using static Pressrun.Surfaces.Tests.Templates.Rendering;

namespace Pressrun.Surfaces.Tests.Templates;

/// <summary>What templates cannot do, and how they say so.</summary>
public sealed class RefusalTests
{
    private const string Scope = """
        { "url": "u", "article": { "text": "t", "title": "T", "author": null }, "list": [{ "name": "n" }] }
        """;

    [Theory]
    [InlineData("a\n {{artcle}}", "2:4  unknown name `artcle`: did you mean `article`? There is: article list url")]
    [InlineData("{{#if author}}{{/if}}", "1:7  unknown name `author`. There is: article list url")]
    [InlineData("{{#if article.author}}{{nme}}{{/if}}", "1:25  unknown name `nme`. There is: article list url")]
    [InlineData("{{article.titel}}",
        "1:3  `article` has no field `titel`: did you mean `title`? There is: author text title")]
    [InlineData("{{article.author.name}}",
        "1:3  `article.author` is empty, so it has no field `name`: ask with #if first")]
    [InlineData("{{url.x}}", "1:3  `url` is one value, without fields such as `x`")]
    [InlineData("{{list.name}}", "1:3  `list` is a list, without fields: go through it with #each")]
    [InlineData("{{#each url}}{{/each}}", "1:9  `url` is one value, not a list: leave #each out")]
    [InlineData("{{#each list}}{{url}}{{/each}}",
        "1:17  what this block runs over has no field `url`. There is: name. Outside the block it is `../url`")]
    public void A_name_that_is_not_there_is_an_error_with_its_place(string template, string message) =>
        Assert.Equal("prompt.md:" + message, Fault(template, Scope));

    [Theory]
    [InlineData("{{url.Length}}")]
    [InlineData("{{article.title.Length}}")]
    [InlineData("{{article.GetType}}")]
    [InlineData("{{article.Names}}")]
    [InlineData("{{article.IsTrue}}")]
    [InlineData("{{list.Count}}")]
    [InlineData("{{list.length}}")]
    [InlineData("{{url.Chars}}")]
    [InlineData("{{Evaluator}}")]
    [InlineData("{{Value}}")]
    [InlineData("{{#each list}}{{Parent}}{{/each}}")]
    [InlineData("{{#each list}}{{this.Value}}{{/each}}")]
    [InlineData("{{#with article}}{{GetHashCode}}{{/with}}")]
    [InlineData("{{article.constructor}}")]
    [InlineData("{{__proto__}}")]
    [InlineData("{{article.__proto__.toString}}")]
    [InlineData("{{toString}}")]
    [InlineData("{{lookup article 'title'}}")]
    [InlineData("{{log url}}")]
    [InlineData("{{text 0}}")]
    [InlineData("{{@root.url}}")]
    [InlineData("{{#each list}}{{@value}}{{/each}}")]
    public void No_property_of_the_program_can_be_reached(string template) => Fault(template, Scope);

    [Theory]
    [InlineData("a {{url", "1:3  these braces are never closed: write }}")]
    [InlineData("{{url {{url}}", "1:1  these braces are never closed: write }}")]
    [InlineData("{{! a", "1:1  this comment is never closed: write }}")]
    [InlineData("{{!-- }}", "1:1  this comment is never closed: write --}}")]
    [InlineData("{{}}", "1:3  a name is missing here: write what to print, as in {{url}}")]
    [InlineData("{{#if url}}", "1:4  this block is never closed: write {{/if}}")]
    [InlineData("{{#if url}}\n{{/each}}", "2:3  this closes `#each`, but the block open here is `#if` of line 1")]
    [InlineData("{{/if}}", "1:3  this `/if` closes nothing")]
    [InlineData("{{else}}", "1:3  this `else` belongs to no block, or to one that has its `else` already")]
    [InlineData("{{#if url}}{{else}}{{else}}{{/if}}",
        "1:22  this `else` belongs to no block, or to one that has its `else` already")]
    [InlineData("{{#each list}}{{else if url}}{{/each}}",
        "1:17  after `else` nothing may stand, or `if` and a condition in a block of #if")]
    [InlineData("{{#fi url}}{{/fi}}",
        "1:4  unknown block `#fi`: did you mean `#if`? There is: #if #unless #each #with")]
    [InlineData("{{#if }}{{/if}}", "1:7  a name is missing here: write what to print, as in {{url}}")]
    [InlineData("{{slgu url}}", "1:3  unknown function `slgu`: did you mean `slug`? There is: pad slug safeUrl")]
    [InlineData("{{pad url}}", "1:3  `pad` wants: pad value width")]
    [InlineData("{{pad url 'x'}}", "1:11  `pad` wants a width from 1 to 20, not `x`")]
    [InlineData("{{slug (slug url}}", "1:8  this `(` is never closed")]
    [InlineData("{{slug url)}}", "1:11  this `)` closes nothing")]
    [InlineData("{{slug 'a}}", "1:1  these braces are never closed: write }}")]
    [InlineData("{{a b=c}}", "1:5  `b=c` is no name: write names like {{article.title}}")]
    [InlineData("{{article/title}}",
        "1:3  `article/title` is no name: write names like {{article.title}}")]
    [InlineData("{{article..title}}",
        "1:3  `article..title` is no name: write names like {{article.title}}")]
    [InlineData("{{this}}", "1:3  `this` names what a block runs over, and here is no #each or #with")]
    [InlineData("{{../url}}", "1:3  `../url` leads out of the template: too many `../`")]
    [InlineData("{{@index}}", "1:3  `@index` counts the elements of an #each, and here is none")]
    [InlineData("{{#each list}}{{@idnex}}{{/each}}",
        "1:17  unknown counter `@idnex`: did you mean `@index`? There is: @index @first @last @key")]
    [InlineData("{{> header}}", "1:3  a template cannot include another: put the text here, or make it a field")]
    [InlineData("{{& url}}", "1:3  `&` means nothing here: write {{name}}")]
    [InlineData("{{#*inline 'x'}}{{/inline}}", "1:4  unknown block `#*inline`. There is: #if #unless #each #with")]
    [InlineData("{{^}}", "1:3  write {{else}} here, or {{#unless …}} for a block")]
    [InlineData("{{{url}}}",
        "1:1  three braces are for .html only: write {{name}}, with a blank between those and a brace of your text")]
    public void What_cannot_be_read_is_an_error_with_its_place(string template, string message) =>
        Assert.Equal("prompt.md:" + message, Fault(template, Scope));

    [Fact]
    public void Four_braces_are_refused_in_a_page_too() =>
        Assert.Equal("prompt.md:1:1  four braces mean nothing here", Fault("{{{{url}}}}", Scope, isHtml: true));

    [Fact]
    public void A_name_from_a_page_cannot_write_to_the_terminal() =>
        Assert.DoesNotContain('\u001b', Fault("{{x}}", """{ "\u001b[2Jy\n": 1 }"""));

    [Fact]
    public void Blocks_nest_at_most_twenty_deep()
    {
        var open = string.Concat(Enumerable.Repeat("{{#if url}}", 21));

        Assert.Equal("prompt.md:1:224  blocks stand in blocks more than 20 deep", Fault(open, Scope));
    }

    [Fact]
    public void Functions_nest_at_most_eight_deep() =>
        Assert.Contains(
            "functions stand in functions more than 8 deep",
            Fault($"{{{{slug {string.Concat(Enumerable.Repeat("(slug ", 9))}url}}}}", Scope),
            StringComparison.Ordinal);

    [Fact]
    public void A_template_of_more_than_a_megabyte_is_refused() =>
        Assert.EndsWith(
            "a template has at most 1 MB: make the rest a field of the item",
            Fault(new string('x', TemplateEngine.TextMax + 1)),
            StringComparison.Ordinal);

    /// <summary>Whatever the text, the answer is a rendering or an error of ours.</summary>
    [Fact]
    public void No_text_brings_out_the_words_of_the_library()
    {
        string[] pieces =
        [
            "{", "{{", "}}", "}", "~", "#if url", "else", "/if", "#each list", "/each", "url", " ", "\\", "!", "--",
            "'", "\n",
        ];
        var random = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Concat(random.GetItems(pieces, random.Next(1, 14)));
            try
            {
                Render(text, Scope);
            }
            catch (TemplateException fault) when (fault.InnerException is null)
            {
                Assert.StartsWith("prompt.md:", fault.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Blocks_that_run_without_end_are_stopped()
    {
        var list = string.Join(',', Enumerable.Range(0, 200));
        var fault = Assert.Throws<TemplateException>(() => Rendering.Engine().Parse(
            "{{#each l}}{{#each ../l}}{{#each ../../l}}{{#each ../../../l}}x{{/each}}{{/each}}{{/each}}{{/each}}", "t",
            isHtml: false).Render(new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["l"] = System.Text.Json.JsonDocument.Parse($"[{list}]").RootElement,
            }));
        Assert.Contains("more than a million times", fault.Message, StringComparison.Ordinal);
    }
}
