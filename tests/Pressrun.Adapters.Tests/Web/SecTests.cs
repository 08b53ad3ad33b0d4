using System.Net;
using Pressrun.Adapters.Tests.Rigging;
using Pressrun.Model;
using Pressrun.Providers.Web;

namespace Pressrun.Adapters.Tests.Web;

/// <summary>The SEC is asked slowly, by somebody with a name, and not at all for a while once it says so.</summary>
[Trait("Row", "FIL-30")]
public sealed class SecTests
{
    private const string Sec = "www.sec.gov";

    [Theory]
    [InlineData(403, "SEC.gov | Request Rate Threshold Exceeded")]
    [InlineData(429, "SEC.gov | Request Rate Threshold Exceeded")]
    [InlineData(200, "SEC.gov | Request Rate Threshold Exceeded")]
    [InlineData(403, "SEC.gov | Your Request Originates from an Undeclared Automated Tool")]
    [InlineData(200, "SEC.gov | Your Request Originates from an Undeclared Automated Tool")]
    public async Task A_page_that_lets_nobody_in_is_a_refusal_for_ten_minutes_whatever_its_status(
        int status, string title)
    {
        await using var visit = Make();
        visit.Site.Page("/a.htm", $"<html><head><title>{title}</title></head></html>", status,
            "Content-Type: text/html");

        var reply = await visit.SendAsync(visit.Site.Url("/a.htm", Sec));

        var refused = Assert.IsType<Outcome.Refused>(reply.Outcome);
        Assert.Equal((Refusal.RateLong, TimeSpan.FromSeconds(600)), (refused.Class, refused.RetryAfter));
    }

    [Theory]
    [InlineData("rate-exceeded.html")]
    [InlineData("SEC.AutomatedTool.html")]
    public async Task The_real_pages_are_recognised(string file)
    {
        var page = await File.ReadAllBytesAsync(Path.Combine(SharedData.Folder("filings/edgar-api"), file),
            TestContext.Current.CancellationToken);
        await using var visit = Make();
        visit.Site.Page("/a.htm", page, 200, "Content-Type: text/html");
        Assert.IsType<Outcome.Refused>((await visit.SendAsync(visit.Site.Url("/a.htm", Sec))).Outcome);
    }

    [Fact]
    public async Task A_filing_that_only_speaks_of_these_pages_is_a_filing()
    {
        await using var visit = Make();
        visit.Site.Page("/a.htm", "<html><title>10-K</title><p>Request Rate Threshold Exceeded</p></html>", 200,
            "Content-Type: text/html");
        Assert.IsType<Outcome.Answered>((await visit.SendAsync(visit.Site.Url("/a.htm", Sec))).Outcome);
        Assert.Contains("User-Agent: Pressrun/0.1 (+Ada Example ada@example.org)", visit.Site.Heads[^1],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://example.org/about")]
    public async Task Without_a_mail_address_the_SEC_is_not_asked(string? contact)
    {
        await using var visit = Make(contact);
        var reply = await visit.SendAsync(visit.Site.Url("/a.htm", Sec));
        var failed = Assert.IsType<Outcome.Failed>(reply.Outcome);
        Assert.Contains("providers: { fetch: { contact: env:SEC_CONTACT } }", failed.Cause, StringComparison.Ordinal);
        Assert.Empty(visit.Site.Heads);
    }

    [Fact]
    public void All_its_hosts_are_one_quota_of_5_a_second_and_9_at_most()
    {
        using var calm = new FetchProvider(new(), TimeProvider.System);
        var lane = calm.Profile.LaneOf(Sec);
        Assert.Equal(lane.Name, calm.Profile.LaneOf("data.sec.gov").Name);
        Assert.NotEqual(lane.Name, calm.Profile.LaneOf("notsec.gov").Name);
        Assert.Equal(5, RateOf(lane), 6);
        Assert.Equal(9, FetchOptions.SecRateOf([new(Unit.Requests, 20, TimeSpan.FromSeconds(1))]), 6);
        Assert.Equal(2, FetchOptions.SecRateOf([new(Unit.Requests, 2, TimeSpan.FromSeconds(1))]), 6);
        using var fast = new FetchProvider(new() { SecPerSecond = 9 }, TimeProvider.System);
        Assert.Equal(9, RateOf(fast.Profile.LaneOf(Sec)), 5); // A period is a whole number of ticks.
        Assert.Throws<ArgumentException>(() => new FetchProvider(new() { SecPerSecond = 9.1 }, TimeProvider.System));
    }

    // A bucket of one: no window of a second ever holds more than its rate and one.
    private static double RateOf(Lane lane)
    {
        var rate = Assert.Single(lane.Limits, limit => limit.Unit == Unit.Requests);
        Assert.True(rate is { IsCeiling: true, Capacity: 1 });
        return rate.RatePerSecond;
    }

    private static Visit Make(string? contact = "Ada Example ada@example.org")
    {
        var visit = new Visit(options => options with
        {
            Contact = contact,
            AllowHosts = [.. options.AllowHosts, Sec],
        });
        visit.Names[Sec] = [IPAddress.Loopback];
        return visit;
    }
}
