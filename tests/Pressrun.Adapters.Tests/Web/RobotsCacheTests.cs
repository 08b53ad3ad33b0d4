using System.Net;
using System.Text;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Web;

/// <summary>When a site is asked what may be read, and what its answer means.</summary>
public sealed class RobotsCacheTests
{
    private const string Nothing = "User-agent: *\nDisallow: /";

    [Fact]
    public async Task A_page_its_site_closes_to_programs_is_not_asked_for()
    {
        await using var visit = new Visit();
        visit.Site.Page("/robots.txt", "User-agent: pressrun\nDisallow: /closed");
        visit.Site.Page("/open", "<p>open</p>");
        visit.Site.Page("/closed", "<p>closed</p>");

        Assert.Equal("http://site/closed may not be read by programs, says the robots.txt of its site: take the line "
            + "out, or ask the site for permission", await visit.CauseAsync(Failure.Permanent, "/closed"));
        Assert.Equal(200, (await visit.PageAsync("/open")).Status);
        Assert.DoesNotContain("/closed", visit.Site.Asked);
    }

    [Fact]
    public async Task A_site_is_asked_once_a_day()
    {
        await using var visit = new Visit();
        visit.Site.Page("/a", "<p>a</p>");
        await visit.PageAsync("/a");
        visit.Time.Now += TimeSpan.FromHours(23);
        await visit.PageAsync("/a");
        Assert.Equal(1, visit.Site.Asked.Count(path => path == "/robots.txt"));

        visit.Time.Now += TimeSpan.FromHours(1);
        visit.Site.Page("/robots.txt", Nothing);

        await visit.CauseAsync(Failure.Permanent, "/a");
        Assert.Equal(2, visit.Site.Asked.Count(path => path == "/robots.txt"));
    }

    [Fact]
    public async Task The_answers_of_512_sites_are_remembered_and_the_oldest_forgotten()
    {
        string[] hosts = [.. Enumerable.Range(0, 513).Select(number => $"site{number}.example")];
        await using var visit = new Visit(options => options with { AllowHosts = hosts });
        foreach (var host in (string[])[.. hosts[..512], hosts[0], hosts[512], hosts[1], hosts[0]])
        {
            visit.Names[host] = [IPAddress.Loopback];
            await visit.SendAsync(visit.Site.Url("/a", host));
            visit.Time.Now += TimeSpan.FromSeconds(1);
        }

        Assert.Equal(512 + 2, visit.Site.Asked.Count(path => path == "/robots.txt"));
        Assert.Contains($"Host: {hosts[0]}:", visit.Site.Heads[^2], StringComparison.Ordinal);
        Assert.Equal("/robots.txt", visit.Site.Asked[^2]);
    }

    [Fact]
    public async Task Permission_can_be_left_unasked()
    {
        await using var visit = new Visit(options => options with { IgnoreRobots = true });
        visit.Site.Page("/robots.txt", Nothing);
        visit.Site.Page("/a", "<p>a</p>");

        Assert.Equal(200, (await visit.PageAsync("/a")).Status);
        Assert.Equal(["/a"], visit.Site.Asked);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    public async Task A_site_without_such_a_file_allows_everything(int status)
    {
        await using var visit = new Visit();
        visit.Site.Page("/robots.txt", Nothing, status);
        visit.Site.Page("/a", "<p>a</p>");

        Assert.Equal(200, (await visit.PageAsync("/a")).Status);
    }

    [Fact]
    public async Task A_site_that_cannot_answer_allows_nothing_until_it_can()
    {
        await using var visit = new Visit();
        visit.Site.Page("/robots.txt", "", 503);
        visit.Site.Page("/a", "<p>a</p>");

        Assert.Equal("http://site/a may not be read for now, the robots.txt of its site answers 503: try again later",
            await visit.CauseAsync(Failure.Transient, "/a"));
        Assert.DoesNotContain("/a", visit.Site.Asked);

        visit.Site.Page("/robots.txt", "", 404);
        Assert.Equal(200, (await visit.PageAsync("/a")).Status);
    }

    [Fact]
    public async Task A_site_that_breaks_off_in_its_answer_allows_nothing()
    {
        await using var visit = new Visit();
        visit.Site.Raw("/robots.txt", "HTTP/1.1 200 x\r\nContent-Length: 100\r\n\r\nUser-agent: *");
        visit.Site.Page("/a", "<p>a</p>");

        await visit.CauseAsync(Failure.Transient, "/a");
        Assert.DoesNotContain("/a", visit.Site.Asked);
    }

    [Fact]
    public async Task The_answer_may_lie_behind_redirects()
    {
        await using var visit = new Visit();
        visit.Site.Redirect("/robots.txt", "/elsewhere.txt");
        visit.Site.Page("/elsewhere.txt", Nothing);

        await visit.CauseAsync(Failure.Permanent, "/a");
        Assert.Equal(["/robots.txt", "/elsewhere.txt"], visit.Site.Asked);
    }

    [Fact]
    public async Task An_answer_behind_redirects_without_end_is_none()
    {
        await using var visit = new Visit();
        visit.Site.Redirect("/robots.txt", "/robots.txt");
        visit.Site.Page("/a", "<p>a</p>");

        Assert.Equal(200, (await visit.PageAsync("/a")).Status);
        Assert.Equal(6, visit.Site.Asked.Count(path => path == "/robots.txt"));
    }

    [Fact]
    public async Task An_answer_that_leads_inside_is_not_followed_there()
    {
        await using var visit = new Visit();
        visit.Site.Redirect("/robots.txt", "http://10.0.0.1/");
        visit.Site.Page("/a", "<p>a</p>");

        Assert.StartsWith("http://site/a cannot be asked for: its site's http://10.0.0.1/ leads to 10.0.0.1",
            await visit.CauseAsync(Failure.Permanent, "/a"), StringComparison.Ordinal);
        Assert.DoesNotContain("/a", visit.Site.Asked);
    }

    [Fact]
    public async Task Each_site_on_the_way_is_asked_for_itself()
    {
        await using var visit = new Visit();
        await using var other = new Site();
        visit.Site.Redirect("/a", other.Url("/b"));
        other.Page("/robots.txt", Nothing);
        other.Page("/b", "<p>b</p>");

        Assert.Contains("may not be read by programs", await visit.CauseAsync(Failure.Permanent, "/a"),
            StringComparison.Ordinal);
        Assert.Equal(["/robots.txt"], other.Asked);
    }

    [Fact]
    public async Task Of_a_file_without_end_only_the_beginning_is_read()
    {
        await using var visit = new Visit(options => options with { BytesMax = 1 << 10 });
        var beginning = Encoding.ASCII.GetBytes("User-agent: *\nDisallow: /closed\n");
        visit.Site.Page("/robots.txt",
            [.. beginning, .. Enumerable.Repeat((byte)'#', 600 * 1024), .. "\nDisallow: /a\n"u8]);
        visit.Site.Page("/a", "<p>a</p>");

        Assert.Equal(200, (await visit.PageAsync("/a")).Status);
        await visit.CauseAsync(Failure.Permanent, "/closed");
    }
}
