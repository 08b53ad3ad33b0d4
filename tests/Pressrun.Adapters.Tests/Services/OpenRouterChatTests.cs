using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services;

public sealed class OpenRouterChatTests : ServiceConformance
{
    private protected override FakeVendor Vendor { get; } = new OpenRouterChat();

    [Theory]
    [InlineData(""","cost":0.0000105""", 11, "stated")]
    [InlineData(""","cost":0""", 0, "stated")]
    [InlineData(""","cost":0.05,"is_byok":true,"cost_details":{"upstream_inference_cost":1}""", 1_050_000, "stated")]
    [InlineData(""","cost":0.05,"is_byok":false,"cost_details":{"upstream_inference_cost":1}""", 50_000, "stated")]
    [InlineData("", 0, "unknown")]
    public async Task The_price_is_the_one_that_is_told(string told, long micros, string tariff)
    {
        Answer(_ => new(200, $$$"""
            {"choices":[{"finish_reason":"stop","message":{"content":"It was."}}],
             "usage":{"prompt_tokens":9,"completion_tokens":3 {{{told}}} } }
            """));
        var (reply, _) = await AskAsync();
        Assert.Equal((new Money(micros), tariff), (reply.Cost, reply.Tariff));
    }

    [Fact]
    public async Task What_broke_off_in_the_middle_is_paid_and_so_no_refusal_that_is_free_to_repeat()
    {
        Answer(_ => new(200, """
            {"choices":[{"finish_reason":"error","message":{"content":"It"},"error":{"code":502,"message":"gone"}}],
             "usage":{"prompt_tokens":9,"completion_tokens":1,"cost":0.002}}
            """));
        var reply = await Service().SendAsync(CallOf(), 1, TestContext.Current.CancellationToken);
        Assert.Equal(new Outcome.Failed(Failure.Transient, "it broke off: gone"), reply.Outcome);
        Assert.Equal(new Money(2000), reply.Cost);
    }

    [Fact]
    public void All_free_models_share_one_lane()
    {
        var profile = new Providers.Services.ModelService(
            SettingsOf() with { Models = ["a/x:free", "b/y:free"] }, null!, TimeProvider.System).Profile;
        Assert.Equal(profile.LaneOf("a/x:free").Name, profile.LaneOf("b/y:free").Name);
        Assert.NotEmpty(profile.LaneOf("a/x:free").Limits);
        Assert.Empty(profile.LaneOf("a/x").Limits);
    }
}
