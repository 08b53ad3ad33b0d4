using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>An error as the vendor words it, and what it must mean here.</summary>
/// <param name="Name">The case.</param>
/// <param name="Reply">The answer.</param>
/// <param name="Means">The outcome, its words aside.</param>
internal sealed record FakeError(string Name, FakeReply Reply, Outcome Means)
{
    public override string ToString() => Name;
}
