using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Providers.Prices;

namespace Pressrun.Adapters.Tests.Services;

public sealed class AzureChatTests : ServiceConformance
{
    private protected override FakeVendor Vendor { get; } = new AzureChat();

    [Fact]
    public async Task The_price_of_a_model_is_the_one_its_maker_asks()
    {
        Assert.Equal("azure/gpt-6-luna@2026-09-22", (await AskAsync()).Reply.Tariff);
    }

    [Fact]
    public void The_end_of_a_model_is_not_the_one_its_maker_sets()
    {
        Assert.NotNull(PriceBook.Shipped.Know("openai", "tts-1")!.RetiresOn);
        Assert.Null(PriceBook.Shipped.Know("azure", "tts-1")!.RetiresOn);
    }

    [Fact]
    public async Task Nothing_but_its_own_header_shows_the_key()
    {
        var request = await RequestAsync();
        Assert.Equal(FakeVendor.Key, request.Header("api-key"));
        Assert.Null(request.Header("authorization"));
    }
}
