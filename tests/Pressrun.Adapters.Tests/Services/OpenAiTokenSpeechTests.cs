using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services;

public sealed class OpenAiTokenSpeechTests : ServiceConformance
{
    private const string Content =
        """{"text":"It was a quiet night, and the harbour lay still under a thin moon.","instructions":"Slowly."}""";

    private protected override FakeVendor Vendor { get; } = new OpenAiTokenSpeech();

    [Fact]
    public async Task What_is_not_told_is_estimated_near_the_bill_and_within_the_worst_case()
    {
        Answer(request => Vendor.Answer(request, new()));
        var (reply, _) = await AskAsync(Content);
        var bill = Vendor.Answer(await RequestAsync(Content), new()).Micros;
        Assert.True(reply.IsEstimated);
        Assert.InRange(reply.Cost.Micros, bill * 0.7, bill * 2);
        Assert.InRange(bill, 1, Service().Estimate(CallOf(Content)).WorstCase.Micros);
    }

    [Fact]
    public void It_takes_its_share_of_a_limit_on_tokens()
    {
        var demand = Service().Estimate(CallOf(Content));
        Assert.True(demand.Input > 0 && demand.MaxOutput > demand.Input);
        Assert.Contains(Service().Profile.LaneOf(Vendor.Model).Limits, limit => limit.Unit == Unit.Tokens);
    }
}
