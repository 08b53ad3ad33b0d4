using Pressrun.Adapters.Tests.Batches.Fakes;

namespace Pressrun.Adapters.Tests.Batches;

public sealed class OpenAiBatchRuns : BatchRuns
{
    private protected override BatchVendor NewVendor() => new OpenAiBatchVendor();
}
