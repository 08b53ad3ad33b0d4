using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services;

public sealed class OpenAiSpeechTests : ServiceConformance
{
    private protected override FakeVendor Vendor { get; } = new OpenAiSpeech();

    [Fact]
    public async Task A_character_is_what_a_reader_takes_for_one()
    {
        var (reply, _) = await AskAsync("""{"text":"🎙 on air","speed":1.1}""");
        Assert.Equal((new Usage(Characters: 8), new Money(8 * 15)), (reply.Usage, reply.Cost));
    }
}
