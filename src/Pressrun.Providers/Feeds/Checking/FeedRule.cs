namespace Pressrun.Providers.Feeds.Checking;

/// <summary>Something the checker holds a feed to.</summary>
/// <param name="Name">Its lasting name.</param>
/// <param name="IsError">Whether breaking it makes players or directories misread or refuse the feed.</param>
internal sealed record FeedRule(string Name, bool IsError);
