using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Web;

namespace Pressrun.Adapters.Tests.Web;

/// <summary>What is asked and what is not, judged by where an address really leads.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("http://127.0.0.2/")]
    [InlineData("http://2130706434/")]
    [InlineData("http://0x7f.0.0.2/")]
    [InlineData("http://0177.0.0.2/")]
    [InlineData("http://127.2/")]
    [InlineData("http://0/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.2]/")]
    [InlineData("http://localhost./")]
    [InlineData("http://LOCALHOST/")]
    [InlineData("http://mine.example/")]
    public async Task No_spelling_leads_to_this_machine(string address)
    {
        await using var visit = new Visit();
        foreach (var name in (string[])["localhost", "localhost.", "mine.example"])
        {
            visit.Names[name] = [IPAddress.Loopback];
        }

        var told = await visit.CauseAsync(Failure.Permanent, address);

        Assert.Contains(", an address of this machine: only public pages are fetched; if the host is yours, name it "
            + "in allow_hosts", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_letters_of_another_script_is_checked_as_what_it_leads_to()
    {
        await using var visit = new Visit();
        visit.Names["xn--8g7ccp.0.0.2"] = [IPAddress.Parse("127.0.0.2")];

        Assert.Contains("leads to 127.0.0.2, an address of this machine",
            await visit.CauseAsync(Failure.Permanent, "http://１２７.0.0.2/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_asked_for_once_and_what_it_answers_is_checked()
    {
        await using var visit = new Visit(options => options with { AllowHosts = ["127.0.0.1"] });
        visit.Names["turncoat.example"] = [IPAddress.Parse("192.168.0.1")];
        visit.Site.Redirect("/a", "http://turncoat.example/");

        Assert.Contains("leads to 192.168.0.1, a private address", await visit.CauseAsync(Failure.Permanent, "/a"),
            StringComparison.Ordinal);
        Assert.Equal(["turncoat.example"], visit.Resolved);
    }

    [Theory]
    [InlineData("http://no-such-host.invalid/")]
    [InlineData("http://nowhere.example/")]
    public async Task A_host_that_does_not_exist_is_a_failure_for_good(string address)
    {
        await using var visit = new Visit();

        Assert.Equal($"{address} cannot be reached, there is no such host: correct the address or take the line out",
            await visit.CauseAsync(Failure.Permanent, address));
    }

    [Fact]
    public async Task A_host_that_refuses_the_connection_may_come_back()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        await using var visit = new Visit();

        Assert.Equal($"http://127.0.0.1:{port}/ cannot be reached, the host refuses the connection: try again later or "
            + "correct the address", await visit.CauseAsync(Failure.Transient, $"http://127.0.0.1:{port}/"));
    }

    [Fact]
    public async Task The_second_address_of_a_host_is_tried_where_the_first_is_dead()
    {
        await using var visit = new Visit();
        visit.Names["friend.example"] = [IPAddress.IPv6Loopback, IPAddress.Loopback];
        visit.Site.Page("/a", "<p>found</p>");

        Assert.Equal(200, (await visit.PageAsync(visit.Site.Url("/a", "friend.example"))).Status);
    }

    [Theory]
    [InlineData("https://user:secret@site.example/x", "https://site.example/x carries a user name or password")]
    [InlineData("https://user:sec ret@site.example/x", "carries a user name or password")]
    [InlineData("https://user:secret@", "The address is not a web address")]
    [InlineData("ftp://user:secret@site.example/x", "The address is neither a web address nor a path")]
    public async Task A_password_is_refused_and_never_shown(string address, string cause)
    {
        await using var visit = new Visit();

        var told = await visit.CauseAsync(Failure.Permanent, address);

        Assert.Contains(cause, told, StringComparison.Ordinal);
        Assert.DoesNotContain("sec", told.Replace("second", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(visit.Resolved);
    }

    [Theory]
    [InlineData("https://site.example:22/", "https://site.example:22/ names an unusual port: only 80 and 443")]
    [InlineData("https:///x", "https:///x is not a web address: correct it")]
    [InlineData("gopher://site.example/", "gopher://site.example/ is neither a web address nor a path: begin it with")]
    [InlineData("", "The empty line names nothing: take it out")]
    public async Task An_address_that_is_none_is_a_failure_for_good(string address, string cause)
    {
        await using var visit = new Visit();

        Assert.StartsWith(cause, await visit.CauseAsync(Failure.Permanent, address), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" https://Site.Example/A?b ", "site.example")]
    [InlineData("http://site.example.:80/", "site.example")]
    [InlineData("http://bücher.example/", "xn--bcher-kva.example")]
    [InlineData("http://BÜCHER.example/", "xn--bcher-kva.example")]
    [InlineData("http://[2606:4700::1111]/", "2606:4700::1111")]
    [InlineData("https://", "file")]
    [InlineData("articles/one.html", "file")]
    [InlineData("file:///articles/one.html", "file")]
    public void A_request_is_spaced_by_the_host_it_goes_to(string address, string model)
    {
        var request = FetchProvider.RequestOf(address);

        Assert.Equal(("fetch", model, $$"""{"url":"{{address.Trim()}}"}"""),
            (request.Provider, request.Model, request.Content));
    }

    [Theory]
    [InlineData("https://user:secret@site.example/@x", "https://***@site.example/@x")]
    [InlineData("https:\\\\user:secret@site.example", "https:\\\\***@site.example")]
    [InlineData("https://user:sec/ret@", "https://***@")]
    [InlineData("ftp://user:secret@site.example/x", "ftp://***@site.example/x")]
    [InlineData("https://site.example/@x", "https://site.example/@x")]
    [InlineData("articles/me@home.html", "articles/me@home.html")]
    public void A_password_does_not_even_come_into_the_request(string address, string kept) => Assert.Equal(kept,
        JsonDocument.Parse(FetchProvider.RequestOf(address).Content).RootElement.GetProperty("url").GetString());

    [Fact]
    public void A_host_gets_one_request_at_a_time_and_one_a_second()
    {
        var lane = FetchProvider.LaneOf("site.example");

        Assert.Equal(("fetch/site.example", "1 at once, 1/s"), (lane.Name, string.Join(", ", lane.Limits)));
        Assert.Empty(FetchProvider.LaneOf("file").Limits);
    }
}
