namespace Pressrun.Adapters.Tests.Feeds;

/// <summary>For every rule at least one change that makes the sample break it and no other.</summary>
internal static class PlantedFaults
{
    private const string LongText = "<description>Articles, read aloud.<";

    public static TheoryData<string, string, string> All { get; } = new()
    {
        { "xml", "</channel>", "" },
        { "xml", "Loud Pages", "Loud & Pages" },
        { "document-type", "<rss ", "<!DOCTYPE rss [<!ENTITY a \"b\">]><rss " },
        { "size", "<language>", $"{Repeat("<x>", 40)}{Repeat("</x>", 40)}<language>" },
        { "encoding", "encoding=\"utf-8\"", "encoding=\"iso-8859-1\"" },
        { "root", "<rss version=\"2.0\"", "<feed version=\"2.0\"" },
        { "version", "version=\"2.0\"", "version=\"0.91\"" },
        { "version", "version=\"2.0\" ", "" },
        { "channel", "</channel>", "</channel><channel/>" },
        { "namespace", "/dtds/podcast", "/DTDs/Podcast" },
        { "misplaced", "<language>", "<itunes:duration>1</itunes:duration><language>" },
        { "misplaced", "<item>", "<item><language>en</language>" },
        { "misplaced", "<language>", "<podcastName>x</podcastName><language>" },
        { "repeated", "<language>", "<title>Again</title><language>" },
        {
            "repeated",
            "<podcast:locked",
            "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid><podcast:locked"
        },
        { "markup", ">Loud Pages<", "><b>Loud</b> Pages<" },
        { "channel-title", ">Loud Pages<", "> <" },
        { "channel-title", "<title>Loud Pages</title>", "" },
        { "channel-link", "<link>https://pages.example/show<", "<link>pages.example<" },
        { "channel-link", "<link>https://pages.example/show</link>", "" },
        { "channel-description", "Articles, read aloud.", "" },
        { "channel-language", "<language>en-us</language>", "" },
        { "language", "en-us", "American English" },
        { "language", "en-us", "en_us" },
        { "channel-self", "rel=\"self\"", "rel=\"alternate\"" },
        { "self", "href=\"https://pages.example/show/feed.xml\"", "href=\"feed.xml\"" },
        { "channel-author", "<itunes:author>The Pressrun readers</itunes:author>", "" },
        { "channel-explicit", "    <itunes:explicit>false</itunes:explicit>\n    <itunes:type", "<itunes:type" },
        { "channel-image", "<itunes:image href=\"https://pages.example/show/cover.png\" />", "" },
        {
            "channel-category",
            "<itunes:category text=\"Society &amp; Culture\">\n      <itunes:category text=\"Documentary\" />\n"
                + "    </itunes:category>",
            ""
        },
        { "show-type", "episodic", "random" },
        { "category", "Society &amp; Culture", "society &amp; culture" },
        { "category", "<itunes:category text=\"Society &amp; Culture\">", "<itunes:category>" },
        { "subcategory", "Documentary", "Gadgets" },
        { "category-retired", "Documentary", "History" },
        { "category-retired", "<itunes:owner>", "<itunes:category text=\"Travel\" /><itunes:owner>" },
        { "owner-email", "<itunes:email>reader@pages.example<", "<itunes:email>reader<" },
        { "owner-email", "<itunes:email>reader@pages.example<", "<itunes:email>a reader@pages.example<" },
        { "owner-incomplete", "<itunes:name>A. Reader</itunes:name>", "" },
        { "new-feed-url", "<itunes:owner>", "<itunes:new-feed-url>there</itunes:new-feed-url><itunes:owner>" },
        { "complete", "<itunes:owner>", "<itunes:complete>soon</itunes:complete><itunes:owner>" },
        { "show-guid", "<podcast:guid>", "<podcast:guid>x" },
        { "locked", ">yes</podcast:locked>", ">maybe</podcast:locked>" },
        { "no-items", "<item>", "<!--" },
        { "description-length", LongText, $"<description>{Repeat("漢", 1334)}<" },
        { "explicit", "<itunes:explicit>false", "<itunes:explicit>very" },
        { "explicit-old", "<itunes:explicit>false", "<itunes:explicit>clean" },
        { "image-href", "<itunes:image href=", "<itunes:image src=" },
        { "image-address", "<itunes:image href=\"https://pages.example/show/", "<itunes:image href=\"" },
        { "image-format", "cover.png", "cover.gif" },
        { "block", "<itunes:owner>", "<itunes:block/><itunes:owner>" },
        { "keywords", "<itunes:owner>", $"<itunes:keywords>{Repeat("word,", 52)}</itunes:keywords><itunes:owner>" },
        { "subtitle-markup", "<guid", "<itunes:subtitle>a &lt;b&gt;c&lt;/b&gt;</itunes:subtitle><guid" },
        { "summary-markup", "<guid", "<itunes:summary>Q&amp;amp;A</itunes:summary><guid" },
        { "date", "Sun, 01 Nov 2026 06:30:00 GMT", "2026-11-01T06:30:00Z" },
        { "date", "Sun, 01 Nov 2026 06:30:00 GMT", "Sun, 31 Feb 2026 06:30:00 GMT" },
        { "date", "Sun, 01 Nov 2026 06:30:00 GMT", "Sun, 01 Nov 2026 06:30:00" },
        { "date", "Sun, 01 Nov 2026 06:30:00 GMT", "Sonntag, 01 Nov 2026 06:30:00 GMT" },
        { "weekday", "Sun, 01 Nov", "Mon, 01 Nov" },
        { "item-title", "<title>The first page</title>", "" },
        { "item-title", ">The first page<", "><" },
        { "item-link", "<link>https://source", "<link>javascript://source" },
        { "item-guid", "<guid isPermaLink=\"false\">item-1</guid>", "" },
        { "guid-empty", ">item-1<", "><" },
        { "guid-repeated", ">item-1<", ">item-2<" },
        { "guid-permalink", "<guid isPermaLink=\"false\">item-1", "<guid>item-1" },
        { "item-date", "<pubDate>Sun, 01 Nov 2026 06:30:00 GMT</pubDate>", "" },
        {
            "item-enclosure",
            "<enclosure url=\"https://pages.example/show/one.mp3\" length=\"480123\" type=\"audio/mpeg\" />",
            ""
        },
        { "enclosure-url", "url=\"https://pages.example/show/one.mp3", "url=\"one.mp3" },
        { "enclosure-url", "/show/one.mp3", "/show/one two.mp3" },
        { "enclosure-url", "url=\"https://pages.example/show/one.mp3\" length", "length" },
        { "enclosure-length", "length=\"480123\"", "length=\"0\"" },
        { "enclosure-length", "length=\"480123\"", "length=\"480,123\"" },
        { "enclosure-length", "length=\"480123\"", "" },
        { "enclosure-type", "type=\"audio/mpeg\"", "type=\"mp3\"" },
        { "enclosure-type", "type=\"audio/mpeg\"", "" },
        { "enclosure-format", "one.mp3\" length", "one.wmv\" length" },
        { "enclosure-format", "audio/mpeg", "audio/mp3" },
        { "enclosure-mismatch", "audio/mpeg", "audio/x-m4a" },
        {
            "enclosure-repeated",
            "two.m4a\" length=\"9000000000\" type=\"audio/x-m4a",
            "one.mp3\" length=\"1\" type=\"audio/mpeg"
        },
        { "item-duration", "<itunes:duration>7200</itunes:duration>", "" },
        { "duration", "<itunes:duration>7200<", "<itunes:duration>0<" },
        { "duration", "<itunes:duration>7200<", "<itunes:duration>1:2:03<" },
        { "duration", "<itunes:duration>7200<", "<itunes:duration>61.5<" },
        { "episode", "<itunes:episode>1<", "<itunes:episode>A<" },
        { "episode", "<itunes:episode>1<", "<itunes:episode>0<" },
        { "season", "<guid", "<itunes:season>one</itunes:season><guid" },
        { "episode-type", ">full<", ">short<" },
        { "serial-number", "<itunes:episode>2</itunes:episode>", "<!-- serial -->" },
        { "transcript", "/show/one.vtt\" type=\"text/vtt\"", "/show/one.vtt\"" },
        { "transcript", "<podcast:transcript url=\"https://pages.example/show/", "<podcast:transcript url=\"" },
        { "chapters", "application/json+chapters", "text/plain" },
        { "chapters", "<podcast:chapters url=\"https://pages.example/show/one.json\"", "<podcast:chapters" },
    };

    /// <summary>The feed with the first place that is good made bad.</summary>
    public static string Plant(string feed, string good, string bad)
    {
        var at = feed.IndexOf(good, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The sample holds no {good}");
        var planted = string.Concat(feed.AsSpan(0, at), bad, feed.AsSpan(at + good.Length));

        // Three faults need a second place to be faults at all.
        return bad switch
        {
            "<feed version=\"2.0\"" => planted.Replace("</rss>", "</feed>", StringComparison.Ordinal),
            "<!--" => planted.Insert(planted.LastIndexOf("</item>", StringComparison.Ordinal), "-->")
                .Replace("--></item>", "-->", StringComparison.Ordinal),
            "<!-- serial -->" => planted.Replace("episodic", "serial", StringComparison.Ordinal),
            _ => planted,
        };
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
