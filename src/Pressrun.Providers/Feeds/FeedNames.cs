using System.Xml.Linq;

namespace Pressrun.Providers.Feeds;

/// <summary>The namespaces of a podcast feed.</summary>
internal static class FeedNames
{
    public static readonly XNamespace ITunes = "http://www.itunes.com/dtds/podcast-1.0.dtd";
    public static readonly XNamespace Podcast = "https://podcastindex.org/namespace/1.0";
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    public static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
}
