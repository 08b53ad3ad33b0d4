using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services;

public sealed class OpenAiChatTests : ServiceConformance
{
    private protected override FakeVendor Vendor { get; } = new OpenAiChat();

    [Fact]
    public async Task Cached_and_reasoning_tokens_are_parts_of_what_is_told()
    {
        var (reply, _) = await AskAsync();
        Assert.Equal(new Usage(36, 64, 0, 0, 50, 20), reply.Usage);
    }
}
