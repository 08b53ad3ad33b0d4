using Pressrun.Adapters.Tests.Batches.Fakes;

namespace Pressrun.Adapters.Tests.Batches;

public sealed class AnthropicBatchTests : BatchConformance
{
    private protected override BatchVendor NewVendor() => new AnthropicBatchVendor();
}
