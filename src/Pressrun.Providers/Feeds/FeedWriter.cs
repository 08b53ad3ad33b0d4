using System.Globalization;
using System.Text;
using System.Xml;

namespace Pressrun.Providers.Feeds;

/// <summary>
/// Writes podcast feeds: RSS 2.0 with the elements of Apple, the podcast namespace and Atom. The same input gives the
/// same text. Sources: the RSS 2.0 specification; Apple, "A Podcaster's Guide to RSS"; the podcast namespace 1.0; all
/// read in November 2026.
/// </summary>
public static class FeedWriter
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    /// <summary>
    /// The feed as a text to be saved as UTF-8. Newest episodes come first; those of the same time by falling number;
    /// those without a time stand last; what is still equal keeps its order.
    /// </summary>
    /// <param name="channel">The show.</param>
    /// <param name="episodes">All its episodes in any order; may be empty.</param>
    /// <exception cref="FormatException">
    /// An address other than an episode's link is neither http nor https nor relative; the message names it.
    /// </exception>
    public static string Write(FeedChannel channel, IReadOnlyList<FeedEpisode> episodes)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartDocument();
            if (channel.Comment is { } comment)
            {
                xml.WriteComment($" {FeedText.Clean(comment)} ");
            }

            var elements = new FeedElements(xml);
            elements.Begin();
            WriteShow(elements, channel);
            foreach (var episode in Order(episodes))
            {
                WriteEpisode(elements, channel, episode);
            }

            xml.WriteEndDocument();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static IEnumerable<FeedEpisode> Order(IReadOnlyList<FeedEpisode> episodes) => episodes
        .OrderByDescending(episode => episode.Published ?? DateTimeOffset.MinValue)
        .ThenByDescending(episode => episode.Number ?? 0);

    private static void WriteShow(FeedElements elements, FeedChannel channel)
    {
        var feedUrl = channel.FeedUrl is { } own ? Resolve(channel, own, "feed") : null;
        elements.Text("title", FeedText.OneLine(channel.Title));
        elements.Text("link", Resolve(channel, channel.Link, "link"));
        elements.Text("description", FeedText.Describe(channel.Description));
        elements.Text("language", FeedText.OneLine(channel.Language));
        elements.Optional("copyright", channel.Copyright);
        if (feedUrl is not null)
        {
            elements.Empty("atom:link", ("href", feedUrl), ("rel", "self"), ("type", "application/rss+xml"));
        }

        elements.Optional("itunes:author", channel.Author);
        elements.Text("itunes:explicit", channel.IsExplicit ? "true" : "false");
        elements.Text("itunes:type", FeedText.OneLine(channel.Type));
        if (channel.ImageUrl is { } image)
        {
            elements.Empty("itunes:image", ("href", Resolve(channel, image, "image")));
        }

        if (channel.Category is { } category)
        {
            elements.Category(FeedText.OneLine(category),
                channel.Subcategory is { } subcategory ? FeedText.OneLine(subcategory) : null);
        }

        elements.Owner(channel.OwnerName, channel.OwnerEmail);
        if (feedUrl is not null)
        {
            elements.Text("podcast:guid", ShowGuid.Of(feedUrl));
        }

        elements.Locked(channel.OwnerEmail);
    }

    private static void WriteEpisode(FeedElements elements, FeedChannel channel, FeedEpisode episode)
    {
        var link = episode.Link is { } page ? WebAddress.Resolve(channel.Link, page) : null;
        var description = FeedText.Describe(episode.Description);
        elements.Open("item");
        elements.Text("title", FeedText.OneLine(episode.Title));
        elements.Optional("link", link);
        elements.Optional("description", description);
        elements.Optional("content:encoded", ShowNotes.Write(episode.Description, link));
        elements.Optional("pubDate", episode.Published?.ToString("R", CultureInfo.InvariantCulture));
        elements.Text("guid", FeedText.OneLine(episode.Guid), ("isPermaLink", "false"));
        elements.Empty("enclosure",
            ("url", Resolve(channel, episode.EnclosureUrl, "sound")),
            ("length", episode.Bytes.ToString(CultureInfo.InvariantCulture)),
            ("type", FeedText.OneLine(episode.MediaType)));
        elements.Text("itunes:duration", Seconds(episode.Duration));
        elements.Optional("itunes:episode", episode.Number?.ToString(CultureInfo.InvariantCulture));
        elements.Text("itunes:episodeType", "full");
        elements.Text("itunes:explicit", episode.IsExplicit ? "true" : "false");
        if (episode.TranscriptUrl is { } transcript)
        {
            var address = Resolve(channel, transcript, "transcript");
            elements.Empty("podcast:transcript", ("url", address), ("type", MediaTypes.OfTranscript(address)));
        }

        if (episode.ChaptersUrl is { } chapters)
        {
            elements.Empty("podcast:chapters",
                ("url", Resolve(channel, chapters, "chapters")), ("type", MediaTypes.Chapters));
        }

        elements.Close();
    }

    // Whole seconds, and at least one where there is any sound at all.
    private static string Seconds(TimeSpan duration)
    {
        var seconds = Math.Round(duration.TotalSeconds, MidpointRounding.AwayFromZero);
        return (duration > TimeSpan.Zero ? Math.Max(1, seconds) : 0).ToString("0", CultureInfo.InvariantCulture);
    }

    private static string Resolve(FeedChannel channel, string address, string use) =>
        WebAddress.Resolve(channel.Link, address) ?? throw new FormatException(
            $"`{FeedText.OneLine(address)}`, the address of the {use}, is not one a feed can hold; "
            + "give one with http or https, or one relative to the show's link");
}
