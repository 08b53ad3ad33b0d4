using Pressrun.Model;
using Pressrun.Providers.Web;

namespace Pressrun.Adapters.Tests.Web;

/// <summary>What the engine sees of the fetcher.</summary>
public sealed class FetchProviderTests
{
    private static readonly Call Call = Visit.CallOf(FetchProvider.RequestOf("https://site.example/"));

    [Fact]
    public void A_page_is_read_as_the_blob_it_was_kept_in()
    {
        using var provider = new FetchProvider(new(), new StoppedTime());
        var blob = new Blob(new('a', 64), 100);

        Assert.Equal(new("", blob), provider.Read(Call, new(Outcome.Answered.Instance, new(blob))));
    }

    [Fact]
    public void A_page_that_was_not_kept_as_a_blob_cannot_be_read()
    {
        using var provider = new FetchProvider(new(), new StoppedTime());

        Assert.Throws<FormatException>(() => provider.Read(Call, new(Outcome.Answered.Instance, Body.Empty)));
    }

    [Fact]
    public async Task A_fetch_costs_nothing_and_is_never_looked_up()
    {
        using var provider = new FetchProvider(new(), new StoppedTime());

        Assert.Equal(default, provider.Estimate(Call));
        Assert.Null(await provider.FindAsync(Call, 1, TestContext.Current.CancellationToken));
        Assert.Equal(("fetch", RecoveryWay.Repeat), (provider.Profile.Provider, provider.Profile.Recovery));
        Assert.Equal(2, provider.Profile.LaneOf("site.example").Limits.Count);
        Assert.Empty(provider.Profile.LaneOf("file").Limits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"url":7}""")]
    public async Task A_request_without_an_address_fails_for_good(string content)
    {
        using var provider = new FetchProvider(new(), new StoppedTime());

        var reply = await provider.SendAsync(Visit.CallOf(new("fetch", "file", content)), 1,
            TestContext.Current.CancellationToken);

        Assert.Equal(new Outcome.Failed(Failure.Permanent, "The empty line names nothing: take it out"), reply.Outcome);
    }

    [Fact]
    public async Task A_fetch_given_up_ends_as_cancelled()
    {
        await using var site = new Site();
        using var provider = new FetchProvider(
            new() { AllowHosts = ["127.0.0.1"], IgnoreRobots = true }, new StoppedTime());
        using var giveUp = new CancellationTokenSource();
        site.On("/a", async (stream, ct) =>
        {
            await giveUp.CancelAsync();
            await stream.CopyToAsync(Stream.Null, ct);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            provider.SendAsync(Visit.CallOf(FetchProvider.RequestOf(site.Url("/a"))), 1, giveUp.Token));
    }

    [Fact]
    public void Options_outside_their_range_are_an_error_at_once()
    {
        FetchOptions[] wrong =
        [
            new() { BytesMax = 0 },
            new() { Timeout = TimeSpan.Zero },
            new() { RedirectsMax = -1 },
            new() { PerHostPerSecond = 0 },
            new() { PerHostPerSecond = double.NaN },
            new() { Contact = "me\r\nCookie: x" },
            new() { Contact = "me)" },
            new() { UserAgent = "" },
            new() { AllowHosts = ["http://site.example"] },
        ];

        Assert.All(wrong, options =>
            Assert.Throws<ArgumentException>(() => new FetchProvider(options, new StoppedTime()).Dispose()));
    }

    [Fact]
    public void The_user_agent_names_the_contact() => Assert.Equal(
        ("Pressrun/0.1", "Pressrun/0.1 (+me@site.example)", "Mine/2"),
        (new FetchOptions().UserAgent, new FetchOptions { Contact = "me@site.example" }.UserAgent,
            new FetchOptions { UserAgent = "Mine/2", Contact = "me@site.example" }.UserAgent));
}
