using static Pressrun.Surfaces.Tests.Templates.Rendering;

namespace Pressrun.Surfaces.Tests.Templates;

/// <summary>Which names a template says it takes.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("{{url}}\n  {{article.title}}", "url 1:3, article.title 2:5")]
    [InlineData("{{pad number 3}} {{slug (pad (slug part) 2)}}", "number 1:7, part 1:36")]
    [InlineData("{{#if notes}}{{else if part}}{{/if}}", "notes 1:7, part 1:24")]
    [InlineData("{{#each chunk}}{{this}} {{title}} {{@index}} {{../genre}}{{/each}}", "chunk 1:9, genre 1:48")]
    [InlineData("{{#with article}}{{title}} {{this}} {{../url}}{{/with}}",
        "article 1:9, article.title 1:20, article 1:30, url 1:39")]
    [InlineData("{{#each a}}{{#with b}}{{c}}{{../../d}}{{/with}}{{else}}{{e}}{{/each}}", "a 1:9, d 1:30, e 1:58")]
    [InlineData("\\{{url}} {{! url }} {{!-- {{url}} --}}", "")]
    [InlineData("{{[First name].x}}", "First name.x 1:3")]
    public void A_template_tells_the_names_it_takes_from_its_scope(string template, string names) =>
        Assert.Equal(
            names,
            string.Join(", ", Parse(template).Names.Select(
                name => $"{string.Join('.', name.Segments)} {name.Line}:{name.Column}")));

    [Fact]
    public void A_name_with_a_dot_in_it_is_one_name() =>
        Assert.Equal("a.b", Assert.Single(Parse("{{[a.b].c}}").Names).First);
}
