using System.Xml.Linq;

namespace Pressrun.Providers.Feeds.Checking;

/// <summary>What no two episodes may share.</summary>
internal static class UniqueCheck
{
    public static void Check(IEnumerable<XElement> items, Findings findings)
    {
        var guids = new HashSet<string>(StringComparer.Ordinal);
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item.Element("guid") is { } guid && guid.Content().Length > 0 && !guids.Add(guid.Content()))
            {
                findings.Add(FeedRules.GuidRepeated, guid,
                    $"`{guid.Content().Show()}` names two episodes, of which players show one; change the newer.");
            }

            if (item.Element("enclosure") is { } enclosure && enclosure.Attribute("url")?.Value is { Length: > 0 } url
                && !addresses.Add(url))
            {
                findings.Add(FeedRules.EnclosureRepeated, enclosure,
                    $"Two episodes play `{url.Show()}`; give each sound an address of its own.");
            }
        }
    }
}
