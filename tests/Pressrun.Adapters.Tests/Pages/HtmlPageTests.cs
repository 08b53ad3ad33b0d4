using Pressrun.Providers.Pages;

namespace Pressrun.Adapters.Tests.Pages;

public sealed class HtmlPageTests
{
    [Fact]
    public void A_page_is_whole_and_nothing_can_run_in_it()
    {
        var text = new HtmlPage("A <b> & \"c\"", "de-AT", "<p>x</p>") { Comment = "Made by <i>stand-ins</i>." }.Write();
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"de-AT\">\n", text, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", text, StringComparison.Ordinal);
        var page = Fragment.Parse(text);
        Assert.Equal("A <b> & \"c\"", page.Element("head")!.Element("title")!.Value);
        Assert.Equal("x", page.Descendants("main").Single().Element("p")!.Value);
        Assert.Equal("Made by <i>stand-ins</i>.", page.Descendants("footer").Single().Value);
        var policy = page.Descendants("meta").Single(meta => (string?)meta.Attribute("http-equiv") is not null);
        Assert.StartsWith("default-src 'none';", (string?)policy.Attribute("content"), StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", (string?)policy.Attribute("content")!, StringComparison.Ordinal);
        Assert.Empty(page.Descendants("script"));
    }

    [Fact]
    public void A_mail_may_load_no_image() => Assert.DoesNotContain(
        "img-src", new HtmlPage("A", "en", "") { Kind = PageKind.Mail }.Write(), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", true)]
    [InlineData("zh-Hant-TW", true)]
    [InlineData("", false)]
    [InlineData("e", false)]
    [InlineData("en_GB", false)]
    [InlineData("en\" onload=\"x", false)]
    [InlineData("en\n", false)]
    public void A_language_has_the_form_of_one(string text, bool isOne) =>
        Assert.Equal(isOne, HtmlPage.IsLanguage(text));

    [Theory]
    [InlineData("The Storm", "# The Storm\n\nWind.", "\nWind.")]
    [InlineData("The Storm", "\n## **Chapter 3: The storm**\nWind.", "Wind.")]
    [InlineData("Chapter IV: The Storm", "# The Storm", "")]
    [InlineData("Storm", "# After the Storm\nCalm.", "# After the Storm\nCalm.")]
    [InlineData("Storm", "Storm\n\nWind.", "Storm\n\nWind.")]
    [InlineData("", "# \nWind.", "# \nWind.")]
    [InlineData("The Storm", "", "")]
    public void A_heading_that_repeats_the_title_is_not_doubled(string title, string markdown, string rest) =>
        Assert.Equal(rest, TitledText.Below(title, markdown));
}
