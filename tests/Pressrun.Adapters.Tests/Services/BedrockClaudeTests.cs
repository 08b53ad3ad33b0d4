using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services;

public sealed class BedrockClaudeTests : ServiceConformance
{
    private protected override FakeVendor Vendor { get; } = new BedrockClaude();

    [Fact]
    public async Task A_cache_is_marked_on_the_prompt_itself()
    {
        var (reply, _) = await AskAsync("""{"prompt":"Tell.","so_far":"It was","cache":"1h"}""");
        var sent = Requests.Last().Body;
        Assert.False(sent.TryGetProperty("cache_control", out _));
        var prompt = sent.GetProperty("messages")[0].GetProperty("content")[0];
        Assert.Equal("Tell.", prompt.GetProperty("text").GetString());
        Assert.Equal("1h", prompt.GetProperty("cache_control").GetProperty("ttl").GetString());
        Assert.Equal(10, reply.Usage.CacheWrite1h);
    }

    [Fact]
    public void An_output_token_of_Claude_takes_five_of_the_limit()
    {
        var service = Service(SettingsOf() with { Models = [Vendor.Model, "amazon.nova-lite-v1:0"] });
        double WeightOf(string model) => service.Profile.LaneOf(model).Limits
            .Single(limit => limit.Unit == Unit.Tokens).OutputWeight;
        Assert.Equal((5, 1), (WeightOf(Vendor.Model), WeightOf("amazon.nova-lite-v1:0")));
    }

    [Fact]
    public async Task A_host_of_a_region_is_not_asked_without_one()
    {
        var reply = await Service(SettingsOf() with { Url = null, Region = null })
            .SendAsync(CallOf(), 1, TestContext.Current.CancellationToken);
        Assert.Equal(new Outcome.Failed(Failure.Credentials,
            "it needs a region: write one beside the key, such as `region: us-east-1`"), reply.Outcome);
    }
}
