using System.Xml.Linq;

namespace Pressrun.Providers.Feeds.Checking;

/// <summary>Whether the elements of RSS and Apple stand where they belong, once, and hold text.</summary>
internal static class PlaceCheck
{
    private static readonly HashSet<string> OfChannel = Names("""
        title link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs
        cloud ttl image rating textInput skipHours skipDays item
        itunes:author itunes:block itunes:category itunes:complete itunes:explicit itunes:image itunes:keywords
        itunes:new-feed-url itunes:owner itunes:subtitle itunes:summary itunes:title itunes:type
        itunes:applepodcastsverify
        """);

    private static readonly HashSet<string> OfItem = Names("""
        title link description author category comments enclosure guid pubDate source
        itunes:author itunes:block itunes:duration itunes:episode itunes:episodeType itunes:explicit itunes:image
        itunes:isClosedCaptioned itunes:keywords itunes:order itunes:season itunes:subtitle itunes:summary itunes:title
        """);

    private static readonly HashSet<string> Single = Names("""
        title link description language copyright pubDate lastBuildDate guid enclosure
        itunes:author itunes:block itunes:complete itunes:duration itunes:episode itunes:episodeType itunes:explicit
        itunes:image itunes:keywords itunes:new-feed-url itunes:owner itunes:season itunes:subtitle itunes:summary
        itunes:title itunes:type podcast:chapters podcast:guid podcast:locked
        """);

    private static readonly HashSet<string> Nested = Names(
        "item image textInput cloud skipHours skipDays itunes:category itunes:owner");

    public static void Check(XElement channel, IEnumerable<XElement> items, Findings findings)
    {
        CheckOne(channel, OfChannel, findings);
        foreach (var item in items)
        {
            CheckOne(item, OfItem, findings);
        }
    }

    private static void CheckOne(XElement parent, HashSet<string> allowed, Findings findings)
    {
        var seen = new HashSet<XName>();
        foreach (var element in parent.Elements())
        {
            var name = element.Called();
            if (IsRegulated(element) && !allowed.Contains(name))
            {
                findings.Add(FeedRules.Misplaced, element,
                    $"`{name.Show()}` does not belong into `{parent.Called()}`; take it out.");
                continue;
            }

            if (!seen.Add(element.Name) && Single.Contains(name))
            {
                findings.Add(FeedRules.Repeated, element,
                    $"`{name}` stands twice in its `{parent.Called()}`; keep one.");
            }

            if (IsRegulated(element) && !Nested.Contains(name) && element.HasElements)
            {
                findings.Add(FeedRules.Markup, element,
                    $"`{name}` holds elements instead of text; escape its markup (`&lt;`).");
            }
        }
    }

    // Other namespaces keep their own rules.
    private static bool IsRegulated(XElement element) =>
        element.Name.Namespace == XNamespace.None || element.Name.Namespace == FeedNames.ITunes;

    private static HashSet<string> Names(string list) =>
        new(list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
