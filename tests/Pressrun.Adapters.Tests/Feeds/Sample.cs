using Pressrun.Providers.Feeds;

namespace Pressrun.Adapters.Tests.Feeds;

/// <summary>A feed of our own that breaks no rule, and its parts.</summary>
internal static class Sample
{
    public static FeedChannel Channel { get; } =
        new("Loud Pages", "https://pages.example/show", "Articles, read aloud.", "en-us")
        {
            Author = "The Pressrun readers",
            OwnerName = "A. Reader",
            OwnerEmail = "reader@pages.example",
            ImageUrl = "cover.png",
            Category = "Society & Culture",
            Subcategory = "Documentary",
            FeedUrl = "https://pages.example/show/feed.xml",
            Copyright = "The readers",
            Comment = "Written anew by each run -- do not edit.",
        };

    public static FeedEpisode First { get; } =
        new("item-1", "The first page", "one.mp3", 480_123, "audio/mpeg", TimeSpan.FromSeconds(61.4))
        {
            Description = "Where it all begins.\n\nAnd goes on.",
            Link = "https://source.example/first?a=1&b=2",
            Published = new(2026, 11, 1, 7, 30, 0, TimeSpan.FromHours(1)),
            Number = 1,
            TranscriptUrl = "one.vtt",
            ChaptersUrl = "one.json",
        };

    public static FeedEpisode Second { get; } =
        new("item-2", "The second page", "two.m4a", 9_000_000_000, "audio/x-m4a", TimeSpan.FromHours(2))
        {
            Description = "More.",
            Published = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero),
            Number = 2,
        };

    /// <summary>The feed's text.</summary>
    public static string Text { get; } = FeedWriter.Write(Channel, [First, Second]);
}
