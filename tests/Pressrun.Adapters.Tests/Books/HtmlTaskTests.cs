using Pressrun.Adapters.Tests.Audio;
using Pressrun.Adapters.Tests.Pages;
using Pressrun.Model;
using Pressrun.Providers.Local;

namespace Pressrun.Adapters.Tests.Books;

public sealed class HtmlTaskTests
{
    [Fact]
    public async Task A_page_shows_title_text_and_what_everybody_should_know()
    {
        var page = Fragment.Parse(await PageAsync(
            """{"title":"The Storm","language":"de","comment":"By stand-ins.","markdown":"# The Storm\n\n*Wind*"}"""));
        Assert.Equal("de", (string?)page.Attribute("lang"));
        Assert.Equal("The Storm", page.Descendants("h1").Single().Value);
        Assert.Equal("Wind", page.Descendants("em").Single().Value);
        Assert.Equal("By stand-ins.", page.Descendants("footer").Single().Value);
    }

    [Theory]
    [InlineData("true", 0)]
    [InlineData("false", 1)]
    public async Task A_mail_holds_no_image(string isMail, int count)
    {
        var page = Fragment.Parse(await PageAsync(
            $$"""{"title":"A","markdown":"![b](http://c.d/e.png)","is_mail":{{isMail}}}"""));
        Assert.Equal(count, page.Descendants("img").Count());
    }

    [Theory]
    [InlineData("""{"markdown":"a"}""", "a page needs a title: give it one")]
    [InlineData("""{"title":"A","language":"x y"}""", "`language` is none: write it as `en` or `de-AT`")]
    [InlineData("""{"title":"A","is_mail":"yes"}""",
        "the page cannot be read: expected title, language, comment and markdown as texts, and is_mail as true "
        + "or false")]
    public async Task What_is_no_page_is_refused(string content, string message) => Assert.Equal(
        message, (await Assert.ThrowsAsync<LocalTaskException>(() => PageAsync(content))).Message);

    [Fact]
    public async Task The_local_provider_makes_it()
    {
        using var shelf = new Shelf();
        var (provider, call) = (new LocalProvider(shelf.Open), Shelf.CallOf("html", """{"title":"A"}"""));
        var reply = await provider.SendAsync(call, 1, Shelf.Token);
        Assert.Equal(Outcome.Answered.Instance, reply.Outcome);
        Assert.StartsWith("<!DOCTYPE html>", provider.Read(call, reply).Text, StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(string content)
    {
        var (task, call) = (new HtmlTask(), Shelf.CallOf("html", content));
        return task.Read(call, new(Outcome.Answered.Instance, await task.RunAsync(call, Shelf.Token))).Text;
    }
}
