using Pressrun.Adapters.Tests.Services.Fakes;

namespace Pressrun.Adapters.Tests.Services;

public sealed class BedrockOthersTests : ServiceConformance
{
    private protected override FakeVendor Vendor { get; } = new BedrockOthers();
}
