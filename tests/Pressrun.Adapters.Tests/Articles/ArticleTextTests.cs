using Pressrun.Providers.Articles;

namespace Pressrun.Adapters.Tests.Articles;

public sealed class ArticleTextTests
{
    [Fact]
    public void Paragraphs_are_separated_by_a_blank_line() =>
        Assert.Equal(
            ["One, two.", "Three."],
            Pages.Paragraphs(Pages.Around("<p>One,\n two.</p><p> Three. </p>"))[..2]);

    [Fact]
    public void A_heading_is_a_paragraph() =>
        Assert.Equal(["Tides", "They come."], Pages.Paragraphs(Pages.Around("<h2>Tides</h2><p>They come.</p>"))[..2]);

    [Fact]
    public void Every_item_of_a_list_is_a_paragraph() =>
        Assert.Equal(
            ["Ropes, thick", "Nets", "Hooks"],
            Pages.Paragraphs(Pages.Around("<ul><li>Ropes, thick<li>Nets<ul><li>Hooks</ul></ul>"))[..3]);

    [Fact]
    public void A_row_of_data_is_a_paragraph() =>
        Assert.Equal(
            ["Boat, Length", "Ada, 9 m long"],
            Pages.Paragraphs(Pages.Around(
                "<table><tr><th>Boat<th>Length<tr><td>Ada<td><p>9 m</p><p>long</p></td></tr></table>"))[..2]);

    [Fact]
    public void Source_code_keeps_its_lines() =>
        AssertStarts("let a = 1\nlet b = 2\n\n", Pages.Around("<pre>let a  = 1\n  let b = 2\n</pre>"));

    [Fact]
    public void A_line_break_breaks_a_line_and_two_make_a_paragraph() =>
        AssertStarts("One\ntwo.\n\nThree.", Pages.Around("<div>One<br>two.<br><br>Three.</div>"));

    [Fact]
    public void Words_do_not_run_together_nor_apart_at_tags() =>
        AssertStarts("Half a bold word.", Pages.Around("<p>Ha<b>lf</b> a <i>bold</i> word<span>.</span></p>"));

    [Theory]
    [InlineData("<p hidden>secret</p>")]
    [InlineData("<p style='color: red; Display : none !important'>secret</p>")]
    [InlineData("<div style='visibility:hidden'><p>secret</p></div>")]
    [InlineData("<p aria-hidden=true>secret</p>")]
    [InlineData("<dialog><p>secret</p></dialog>")]
    [InlineData("<div role=dialog aria-modal=true><p>secret</p></div>")]
    [InlineData("<script>secret</script>")]
    [InlineData("<style>secret</style>")]
    [InlineData("<noscript>secret</noscript>")]
    [InlineData("<template>secret</template>")]
    [InlineData("<!-- secret -->")]
    [InlineData("<svg><title>secret</title><text>secret</text></svg>")]
    [InlineData("<textarea>secret</textarea>")]
    [InlineData("<div class='share'><p>secret</p></div>")]
    [InlineData("<div class='newsletter-sidebar'><p>secret</p></div>")]
    [InlineData("<div role=navigation><p>secret</p></div>")]
    [InlineData("<footer>secret</footer>")]
    [InlineData("<aside>secret</aside>")]
    public void What_is_no_part_of_the_article_is_not_read(string furniture)
    {
        var article = Pages.Around($"<div>{furniture}<p>Here it begins.</p></div>");

        Assert.DoesNotContain("secret", article.Text, StringComparison.Ordinal);
        AssertStarts("Here it begins.", article);
    }

    [Fact]
    public void Menus_beside_the_article_are_not_read()
    {
        var menu = Pages.Times(20, "<li><a href=/x>Somewhere else</a></li>");

        Assert.Equal(
            Pages.Around("").Text,
            Pages.Read($"<div><ul>{menu}</ul></div><div><div>{Pages.Prose}</div></div><div>{menu}</div>").Text);
    }

    [Fact]
    public void Text_beside_the_best_part_that_belongs_to_it_is_read() =>
        AssertStarts(
            "A sentence that stands before",
            Pages.Read(
                "<p>A sentence that stands before the part with the article, but is long enough to belong to it.</p>"
                    + $"<div id=main>{Pages.Times(3, Pages.Prose)}</div>"));

    [Fact]
    public void Marks_for_the_eye_are_not_read() =>
        AssertStarts(
            "The tide 漢字 turns.",
            Pages.Around(
                "<p>The tide<sup><a href=#n>[1]</a></sup> "
                    + "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby> turns.</p>"));

    [Fact]
    public void Japanese_text_is_found_without_spaces_between_words()
    {
        var prose = Pages.Times(12, "<p>港は静かで、船は出ていて、桟橋には誰も待っていなかった。朝の光が水の上にあった、そして風もなかった。</p>");

        var article = Pages.Read($"<body><ul><li><a href=/>次</a></ul><div>{prose}</div></body>");

        Assert.Equal(12, Pages.Paragraphs(article).Length);
        Assert.False(article.IsTooShort);
    }

    [Theory]
    [InlineData("a\u200Bb\u00ADc\uFEFFd\u202Ee\u0007f\uE000g\u2060h", "abcdefgh")]
    [InlineData("a\u00A0b\u3000c\u2009d", "a b c d")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("a\u200Cb", "ab")]
    [InlineData("a\U000E0041b 👍", "ab 👍")]
    public void Characters_that_cannot_be_read_aloud_are_cleaned_out(string text, string expected) =>
        Assert.Equal(expected, Pages.Read($"<p>{text}</p>").Text);

    [Theory]
    [InlineData(499, true)]
    [InlineData(500, false)]
    public void Fewer_than_500_characters_are_too_short(int characters, bool isTooShort)
    {
        var article = Pages.Read($"<p>{new string('x', characters)}</p>");

        Assert.Equal((characters, isTooShort), (article.Characters, article.IsTooShort));
    }

    [Fact]
    public void A_page_that_the_filters_would_empty_is_read_with_fewer() =>
        Assert.Equal(
            Pages.Around("").Text,
            Pages.Read($"<body><div class='comment sidebar'>{Pages.Prose}</div></body>").Text);

    [Fact]
    public void The_same_page_gives_the_same_bytes() =>
        Assert.Equal(ArticleJson.Write(Pages.Around("<h2>x</h2>")), ArticleJson.Write(Pages.Around("<h2>x</h2>")));

    [Fact]
    public void Plain_text_is_taken_as_it_stands()
    {
        const string Text = "The title\r\n\r\n\r\nFirst line,\r\nsecond <b>line</b>.\r\n \r\nLast.\r\n";

        var article = Pages.Read(Text, "text/plain");

        Assert.Equal("The title", article.Title);
        Assert.Equal(["The title", "First line,\nsecond <b>line</b>.", "Last."], Pages.Paragraphs(article));
    }

    [Fact]
    public void Plain_text_without_a_first_line_fit_for_a_title_is_named_by_its_file() =>
        Assert.Equal(
            "old harbour.txt",
            Pages.Read(Pages.Times(100, "word "), "text/plain", "https://example.com/a/old%20harbour.txt?x=1").Title);

    private static void AssertStarts(string expected, Article article) =>
        Assert.StartsWith(expected, article.Text, StringComparison.Ordinal);
}
