using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;
using Pressrun.Providers.Services;

namespace Pressrun.Adapters.Tests.Services;

public sealed class LmStudioChatTests : ServiceConformance
{
    private protected override FakeVendor Vendor { get; } = new LmStudioChat();

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"prompt_tokens":0,"completion_tokens":0}""")]
    [InlineData("""{"prompt_tokens":12}""")]
    [InlineData("""{"prompt_tokens":"12","completion_tokens":-1}""")]
    public async Task Usage_that_is_missing_is_estimated_and_never_nothing(string usage)
    {
        Answer(_ => new(200, $$$"""
            {"choices":[{"finish_reason":"stop","message":{"content":"It was."}}],"usage": {{{usage}}} }
            """));
        var (reply, _) = await AskAsync();
        Assert.True(reply is { IsEstimated: true, Usage: { Input: > 0, Output: > 0 } });
    }

    [Fact]
    public async Task Without_a_key_none_is_shown()
    {
        using var http = ServiceHttp.Create();
        var service = new ModelService(SettingsOf() with { Key = null }, http, TimeProvider.System);
        await service.SendAsync(CallOf(), 1, TestContext.Current.CancellationToken);
        Assert.Null(Last().Header("authorization"));
    }

    [Fact]
    public async Task A_price_nobody_knows_is_not_booked_as_free()
    {
        var (reply, _) = await AskAsync();
        Assert.Equal(("unknown", Money.Zero), (reply.Tariff, reply.Cost));
    }
}
