using Pressrun.Providers.Feeds.Checking;

namespace Pressrun.Providers.Feeds;

/// <summary>
/// Checks a podcast feed against RSS 2.0, Apple's rules and the podcast namespace, without looking anything up: no
/// address is opened, and a feed with a document type, the door of entity bombs, is refused unread.
/// </summary>
public static class FeedChecker
{
    /// <summary>
    /// What is wrong with a feed, in order of line, column and rule; empty if nothing is. At most 1,000 findings.
    /// </summary>
    /// <param name="xml">The feed's text; whatever it is, it is a finding and never an exception.</param>
    public static IReadOnlyList<FeedFinding> Check(string xml)
    {
        var findings = new Findings();
        if (FeedDocument.Load(xml, findings) is { } root)
        {
            RootCheck.Check(root, findings);
        }

        return findings.ToList();
    }
}
