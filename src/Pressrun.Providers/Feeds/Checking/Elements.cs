using System.Xml.Linq;

namespace Pressrun.Providers.Feeds.Checking;

/// <summary>Short words for looking into a feed.</summary>
internal static class Elements
{
    private const int ShownMax = 80;

    /// <summary>The text directly in an element, trimmed; what stands in elements inside it is not meant.</summary>
    public static string Content(this XElement element) =>
        string.Concat(element.Nodes().OfType<XText>().Select(text => text.Value)).Trim();

    /// <summary>The element's name as people know it, whatever prefix the feed uses.</summary>
    public static string Called(this XElement element) => Prefix(element.Name) + element.Name.LocalName;

    /// <summary>A value as a message may show it: one line, not endless.</summary>
    public static string Show(this string value)
    {
        var line = FeedText.OneLine(value);
        return line.Length <= ShownMax
            ? line
            : line[..(char.IsHighSurrogate(line[ShownMax - 1]) ? ShownMax - 1 : ShownMax)] + "…";
    }

    private static string Prefix(XName name)
    {
        if (name.Namespace == FeedNames.ITunes)
        {
            return "itunes:";
        }

        if (name.Namespace == FeedNames.Podcast)
        {
            return "podcast:";
        }

        return name.Namespace == FeedNames.Atom ? "atom:" : "";
    }
}
