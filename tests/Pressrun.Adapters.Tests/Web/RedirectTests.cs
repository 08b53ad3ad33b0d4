using System.Net;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Web;

/// <summary>Where redirects may lead, and how far.</summary>
public sealed class RedirectTests
{
    [Fact]
    public async Task A_page_is_found_through_its_redirects()
    {
        await using var visit = new Visit();
        visit.Site.Redirect("/a", "/b#part", 301);
        visit.Site.Redirect("/b", visit.Site.Url("/c"), 307);
        visit.Site.Page("/c", "<p>found</p>");

        var page = await visit.PageAsync("/a");

        Assert.Equal(visit.Site.Url("/c"), page.Address.AbsoluteUri);
        Assert.Equal([visit.Site.Url("/a"), visit.Site.Url("/b")], page.Redirects);
    }

    [Fact]
    public async Task Five_redirects_are_followed_and_a_sixth_is_not()
    {
        await using var visit = new Visit();
        for (var hop = 1; hop <= 6; hop++)
        {
            visit.Site.Redirect($"/{hop}", $"/{hop + 1}");
        }

        visit.Site.Page("/7", "<p>found</p>");

        Assert.Equal(5, (await visit.PageAsync("/2")).Redirects.Count);
        Assert.Equal("http://site/1 redirects to http://site/6, which redirects once more, after 5 times already: "
            + "list the address it ends at", await visit.CauseAsync(Failure.Permanent, "/1"));
        Assert.Equal(1, visit.Site.Asked.Count(path => path == "/7"));
    }

    [Fact]
    public async Task A_circle_is_found_at_once_and_named()
    {
        await using var visit = new Visit();
        visit.Site.Redirect("/a", "/b");
        visit.Site.Redirect("/b", "/a#again");

        Assert.Equal("http://site/a redirects to http://site/b, which redirects in a circle, back to http://site/a: "
            + "perhaps the site wants cookies; save the page as a file and list that",
            await visit.CauseAsync(Failure.Permanent, "/a"));
        Assert.Equal(["/robots.txt", "/a", "/b"], visit.Site.Asked);
    }

    [Theory]
    [InlineData("http://10.0.0.1/", "http://10.0.0.1/, which leads to 10.0.0.1, a private address")]
    [InlineData("http://169.254.169.254/latest/meta-data", "leads to 169.254.169.254, a link-local address")]
    [InlineData("http://[::ffff:7f00:1]/", "leads to 127.0.0.1, an address of this machine")]
    [InlineData("http://inside.example/", "http://inside.example/, which leads to 192.168.0.7, a private address")]
    [InlineData("//0/x", "http://0.0.0.0/x, which leads to 0.0.0.0, an address of this machine")]
    [InlineData("http://friend.example:1/", "the host refuses the connection")]
    [InlineData("http://strange.example:8080/", "http://strange.example:8080/, which names an unusual port")]
    [InlineData("file:///etc/passwd", "which is not a web address")]
    [InlineData("ftp://site.example/", "which is not a web address")]
    [InlineData("javascript:alert(1)", "which is not a web address")]
    [InlineData("http://user:secret@site.example/", "http://site.example/, which carries a user name")]
    public async Task Every_hop_is_checked_as_the_first(string location, string cause)
    {
        await using var visit = new Visit();
        visit.Names["inside.example"] = [IPAddress.Parse("192.168.0.7")];
        visit.Site.Redirect("/a", location);

        var expected = location.Contains("friend", StringComparison.Ordinal) ? Failure.Transient : Failure.Permanent;
        var told = await visit.CauseAsync(expected, "/a");

        Assert.StartsWith("http://site/a redirects to ", told, StringComparison.Ordinal);
        Assert.Contains(cause, told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 302 x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 x\r\nConnection: close\r\nLocation: http://\r\nContent-Length: 0\r\n\r\n")]
    public async Task A_redirect_without_a_goal_is_a_failure_for_good(string answer)
    {
        await using var visit = new Visit();
        visit.Site.Raw("/a", answer);

        Assert.Equal("http://site/a redirects to nowhere: correct the address",
            await visit.CauseAsync(Failure.Permanent, "/a"));
    }

    [Fact]
    public async Task A_location_outside_ascii_is_read_as_utf_8_and_shown_encoded()
    {
        await using var visit = new Visit();
        visit.Site.Raw("/a",
            "HTTP/1.1 302 x\r\nConnection: close\r\nLocation: /\u00c3\u00a4\r\nContent-Length: 0\r\n\r\n");
        visit.Site.Page("/%C3%A4", "<p>found</p>");

        Assert.Equal(visit.Site.Url("/%C3%A4"), (await visit.PageAsync("/a")).Address.AbsoluteUri);
    }

    [Fact]
    public async Task Bytes_of_a_server_never_reach_the_terminal()
    {
        await using var visit = new Visit();
        visit.Site.Raw("/a", "HTTP/1.1 302 \u001b[2J\r\nConnection: close\r\nLocation: http://strange.example:8080/"
            + "\u001b[31m\u00e2\u0080\u00ae\r\nContent-Length: 0\r\n\r\n");

        var told = await visit.CauseAsync(Failure.Permanent, "/a");

        Assert.Contains("http://strange.example:8080/%1B[31m%E2%80%AE", told, StringComparison.Ordinal);
    }
}
