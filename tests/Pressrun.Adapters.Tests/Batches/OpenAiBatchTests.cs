using Pressrun.Adapters.Tests.Batches.Fakes;

namespace Pressrun.Adapters.Tests.Batches;

public sealed class OpenAiBatchTests : BatchConformance
{
    private protected override BatchVendor NewVendor() => new OpenAiBatchVendor();
}
