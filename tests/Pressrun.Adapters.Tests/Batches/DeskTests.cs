using Pressrun.Providers.Batches;
using Pressrun.Providers.Prices;
using Pressrun.Providers.Services;

namespace Pressrun.Adapters.Tests.Batches;

public sealed class DeskTests
{
    [Theory]
    [InlineData("openai", true)]
    [InlineData("anthropic", true)]
    [InlineData("bedrock", false)]
    [InlineData("ollama", false)]
    [InlineData("elevenlabs", false)]
    public void Who_takes_batches_is_asked_in_batches_under_a_name_of_its_own(string kind, bool takes)
    {
        using var desk = new ServiceDesk(PriceBook.Shipped, TimeProvider.System);
        var service = new NamedService("mine", kind) { Models = ["m"] };
        var batch = desk.OpenBatch(service, new NoLog());
        Assert.Equal((takes, takes), (ServiceDesk.TakesBatches(service), batch is not null));
        Assert.Equal(takes ? "mine batch" : null, batch?.Profile.Provider);
    }

    [Fact]
    public void A_server_that_only_speaks_as_OpenAI_does_takes_none() => Assert.False(ServiceDesk.TakesBatches(
        new("mine", "openai") { Url = "http://127.0.0.1:8000/v1" }));

    [Fact]
    public void What_has_a_price_live_may_have_none_in_batches()
    {
        using var desk = new ServiceDesk(PriceBook.Shipped, TimeProvider.System);
        var service = new NamedService("openai", "openai");
        Assert.True(desk.IsPriced(service, "gpt-6-luna", inBatch: true));
        Assert.True(desk.IsPriced(service, "tts-1", speaks: true));
        Assert.False(desk.IsPriced(service, "tts-1", speaks: true, inBatch: true));
    }

    private sealed class NoLog : IBatchLog
    {
        public IReadOnlyList<BatchNote?> Read() => [];

        public void Append(BatchNote note) => Assert.Fail("Nothing is noted before anything is sent.");
    }
}
