using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Adapters.Tests.Services;

public sealed class GroqChatTests : ServiceConformance
{
    private protected override FakeVendor Vendor { get; } = new GroqChat();

    [Fact]
    public async Task The_requests_it_tells_of_are_those_of_a_day()
    {
        var lane = Service().Profile.LaneOf(Vendor.Model);
        var (reply, _) = await AskAsync();
        Assert.Equal(TimeSpan.FromDays(1), lane.Limits[0].Period);
        Assert.Equal(179.56, HeaderReader.Read(lane, reply.Headers)!.Of(0)!.Value.ResetSeconds!.Value, 6);
        Assert.Null(lane.Limits[1].Headers);
        Assert.Equal((Unit.Requests, TimeSpan.FromMinutes(1)), (lane.Limits[1].Unit, lane.Limits[1].Period));
    }
}
