namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>What an answer uses, in disjoint kinds, and the text it says.</summary>
internal sealed record FakeUsage(
    long Input = 36, long CacheRead = 64, long CacheWrite = 0, long Output = 50, long Reasoning = 20,
    string Text = "It was a quiet night.");
