namespace Pressrun.Adapters.Tests.Articles;

public sealed class TitleTests
{
    [Theory]
    [InlineData("A quiet morning at the pier | The Pier", "A quiet morning at the pier")]
    [InlineData("A quiet morning at the pier - The Pier", "A quiet morning at the pier")]
    [InlineData("A quiet morning at the pier » News » The Pier", "A quiet morning at the pier » News")]
    [InlineData("The Pier | A quiet morning at the pier", "A quiet morning at the pier")]
    [InlineData("Quiet morning | The Pier", "Quiet morning | The Pier")]
    [InlineData("The Pier: a quiet morning in the old harbour", "a quiet morning in the old harbour")]
    [InlineData("Well-known and half-forgotten boats of the north", "Well-known and half-forgotten boats of the north")]
    [InlineData("  Spaces \n\t and&nbsp;more\u200B spaces in a title ", "Spaces and more spaces in a title")]
    [InlineData("", "")]
    public void The_title_of_the_page_loses_the_name_of_the_site(string page, string expected) =>
        Assert.Equal(expected, Pages.Headed($"<title>{page}</title>").Title);

    [Fact]
    public void A_colon_stays_where_a_heading_has_it_too()
    {
        const string Title = "The Pier: a quiet morning in the old harbour";

        Assert.Equal(Title, Pages.Headed($"<title>{Title}</title>", $"<h1>{Title}</h1>").Title);
    }

    [Fact]
    public void A_heading_helps_out_where_the_title_is_a_word() =>
        Assert.Equal(
            "A quiet morning at the old pier",
            Pages.Headed("<title>Pier</title>", "<h1>A quiet morning at the old pier</h1>").Title);

    [Fact]
    public void The_name_of_the_site_is_no_part_of_a_title_that_ends_with_it() =>
        Assert.Equal(
            "How to moor",
            Pages.Headed(
                "<meta property='og:title' content='How to moor | Pier'><meta property='og:site_name' content='pier'>")
                .Title);

    [Fact]
    public void A_heading_that_repeats_the_title_is_not_read_twice()
    {
        const string Title = "A quiet morning at the pier";

        var article = Pages.Read($"<title>{Title}</title><article><h1>{Title}</h1>{Pages.Prose}</article>");

        Assert.DoesNotContain(Title, article.Text, StringComparison.Ordinal);
    }
}
