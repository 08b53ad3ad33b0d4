using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Web;

/// <summary>What each status of a server means for the item.</summary>
public sealed class StatusTests
{
    [Theory]
    [InlineData(401, Failure.Permanent, "it wants a login")]
    [InlineData(402, Failure.Permanent, "it wants to be paid for")]
    [InlineData(403, Failure.Permanent, "the site does not let this program in")]
    [InlineData(404, Failure.Permanent, "the page is not there; take the line out or correct it")]
    [InlineData(410, Failure.Permanent, "the page is gone for good; take the line out")]
    [InlineData(451, Failure.Permanent, "the page is withheld for legal reasons; take the line out")]
    [InlineData(400, Failure.Permanent, "that is no page")]
    [InlineData(300, Failure.Permanent, "that is no page")]
    [InlineData(206, Failure.Permanent, "that is no page")]
    [InlineData(204, Failure.Permanent, "it is empty")]
    [InlineData(408, Failure.Transient, "the server is in trouble; try again later")]
    [InlineData(500, Failure.Transient, "the server is in trouble; try again later")]
    [InlineData(503, Failure.Transient, "the server is in trouble; try again later")]
    [InlineData(599, Failure.Transient, "the server is in trouble; try again later")]
    public async Task A_status_is_told_with_what_to_do(int status, Failure failure, string hint)
    {
        await using var visit = new Visit();
        visit.Site.Page("/a", "", status);

        Assert.StartsWith($"http://site/a answers {status}: {hint}", await visit.CauseAsync(failure, "/a"),
            StringComparison.Ordinal);
        Assert.Equal(status, (await visit.SendAsync("/a")).Status);
    }

    [Theory]
    [InlineData(429, "Retry-After: 7", 7.0)]
    [InlineData(503, "Retry-After: 7", 7.0)]
    [InlineData(429, "Retry-After: Sun, 22 Nov 2026 08:30:09 GMT", 9.0)]
    [InlineData(429, "Retry-After: Sun, 22 Nov 2020 08:30:09 GMT", 0.0)]
    [InlineData(429, "Retry-After: 2000000000", 86400.0)]
    [InlineData(429, "Retry-After: -5", null)]
    [InlineData(429, "Retry-After: 99999999999999999999", null)]
    [InlineData(429, "X-Nothing: x", null)]
    public async Task A_server_that_asks_to_wait_is_waited_for(int status, string header, double? seconds)
    {
        await using var visit = new Visit();
        visit.Site.Page("/a", "", status, header);

        var reply = await visit.SendAsync("/a");

        Assert.Equal(new Outcome.Refused(Refusal.RateShort, Unit.Requests,
            seconds is { } wait ? TimeSpan.FromSeconds(wait) : null), reply.Outcome);
    }

    [Fact]
    public async Task A_server_that_asks_to_wait_for_ever_is_a_failure_in_the_end()
    {
        await using var visit = new Visit();
        visit.Site.Page("/a", "", 429);

        Assert.IsType<Outcome.Refused>((await visit.SendAsync("/a", attempt: 10)).Outcome);
        var failed = Assert.IsType<Outcome.Failed>((await visit.SendAsync("/a", attempt: 11)).Outcome);
        Assert.Equal((Failure.Transient, $"{visit.Site.Url("/a")} still answers 429 after 10 attempts: the site lets "
            + "no program in, or not now; save the page as a file and list that"), (failed.Class, failed.Cause));
    }
}
