using System.Xml.Linq;

namespace Pressrun.Providers.Feeds.Checking;

/// <summary>Whether the document is RSS 2.0 at all, and then the rest.</summary>
internal static class RootCheck
{
    public static void Check(XElement root, Findings findings)
    {
        if (root.Name != "rss")
        {
            findings.Add(FeedRules.Root, root, $"The document is a `{root.Called().Show()}`, not an `rss`.");
            return;
        }

        if (root.Attribute("version")?.Value != "2.0")
        {
            findings.Add(FeedRules.Version, root, "The feed does not say `version=\"2.0\"`; say so on `rss`.");
        }

        var channels = root.Elements("channel").ToList();
        if (channels is not [var channel])
        {
            findings.Add(FeedRules.Channel, root,
                $"The feed has {(channels is [] ? "no" : "more than one")} `channel`; it needs exactly one.");
            return;
        }

        var items = channel.Elements("item").ToList();
        PlaceCheck.Check(channel, items, findings);
        ChannelCheck.Check(channel, findings);
        SharedCheck.Check(channel, findings);
        var isSerial = channel.Element(FeedNames.ITunes + "type")?.Content() == "serial";
        foreach (var item in items)
        {
            ItemCheck.Check(item, isSerial, findings);
            EnclosureCheck.Check(item, findings);
            SharedCheck.Check(item, findings);
        }

        UniqueCheck.Check(items, findings);
    }
}
