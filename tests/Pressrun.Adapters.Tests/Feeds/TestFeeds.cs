using Pressrun.Adapters.Tests.Rigging;

namespace Pressrun.Adapters.Tests.Feeds;

/// <summary>The public feeds of the data set.</summary>
internal static class TestFeeds
{
    /// <summary>A file or folder among them; null where they are absent.</summary>
    public static string? Find(string name) => SharedData.Find(Path.Combine("podcast/feeds", name));
}
