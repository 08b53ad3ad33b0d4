namespace Pressrun.Providers.Feeds.Checking;

/// <summary>
/// All rules. Sources: the RSS 2.0 specification; Apple, "A Podcaster's Guide to RSS"; the podcast namespace 1.0; the
/// public cases of the W3C feed validator; all read in November 2026. What is merely asked for by a directory is no
/// error, because a feed without it still plays.
/// </summary>
internal static class FeedRules
{
    // The document.
    public static FeedRule Xml { get; } = Error("xml");

    public static FeedRule DocumentType { get; } = Error("document-type");

    public static FeedRule Size { get; } = Error("size");

    public static FeedRule Encoding { get; } = Advice("encoding");

    public static FeedRule Root { get; } = Error("root");

    public static FeedRule Version { get; } = Error("version");

    public static FeedRule Channel { get; } = Error("channel");

    public static FeedRule Namespace { get; } = Advice("namespace");

    public static FeedRule Misplaced { get; } = Advice("misplaced");

    public static FeedRule Repeated { get; } = Error("repeated");

    public static FeedRule Markup { get; } = Error("markup");

    // The show.
    public static FeedRule ChannelTitle { get; } = Error("channel-title");

    public static FeedRule ChannelLink { get; } = Error("channel-link");

    public static FeedRule ChannelDescription { get; } = Error("channel-description");

    public static FeedRule ChannelLanguage { get; } = Advice("channel-language");

    public static FeedRule Language { get; } = Error("language");

    public static FeedRule ChannelSelf { get; } = Advice("channel-self");

    public static FeedRule Self { get; } = Error("self");

    public static FeedRule ChannelAuthor { get; } = Advice("channel-author");

    public static FeedRule ChannelExplicit { get; } = Advice("channel-explicit");

    public static FeedRule ChannelImage { get; } = Advice("channel-image");

    public static FeedRule ChannelCategory { get; } = Advice("channel-category");

    public static FeedRule ShowType { get; } = Error("show-type");

    public static FeedRule Category { get; } = Error("category");

    public static FeedRule Subcategory { get; } = Error("subcategory");

    public static FeedRule CategoryRetired { get; } = Advice("category-retired");

    public static FeedRule OwnerEmail { get; } = Error("owner-email");

    public static FeedRule OwnerIncomplete { get; } = Advice("owner-incomplete");

    public static FeedRule NewFeedUrl { get; } = Error("new-feed-url");

    public static FeedRule Complete { get; } = Error("complete");

    public static FeedRule ShowGuid { get; } = Error("show-guid");

    public static FeedRule Locked { get; } = Error("locked");

    public static FeedRule NoItems { get; } = Advice("no-items");

    // Show and episodes.
    public static FeedRule DescriptionLength { get; } = Error("description-length");

    public static FeedRule Explicit { get; } = Error("explicit");

    public static FeedRule ExplicitOld { get; } = Advice("explicit-old");

    public static FeedRule ImageHref { get; } = Error("image-href");

    public static FeedRule ImageAddress { get; } = Error("image-address");

    public static FeedRule ImageFormat { get; } = Advice("image-format");

    public static FeedRule Block { get; } = Error("block");

    public static FeedRule Keywords { get; } = Advice("keywords");

    public static FeedRule SubtitleMarkup { get; } = Advice("subtitle-markup");

    public static FeedRule SummaryMarkup { get; } = Advice("summary-markup");

    public static FeedRule Date { get; } = Error("date");

    public static FeedRule Weekday { get; } = Error("weekday");

    // Episodes.
    public static FeedRule ItemTitle { get; } = Error("item-title");

    public static FeedRule ItemLink { get; } = Error("item-link");

    public static FeedRule ItemGuid { get; } = Advice("item-guid");

    public static FeedRule GuidEmpty { get; } = Error("guid-empty");

    public static FeedRule GuidRepeated { get; } = Error("guid-repeated");

    public static FeedRule GuidPermalink { get; } = Error("guid-permalink");

    public static FeedRule ItemDate { get; } = Advice("item-date");

    public static FeedRule ItemEnclosure { get; } = Advice("item-enclosure");

    public static FeedRule EnclosureUrl { get; } = Error("enclosure-url");

    public static FeedRule EnclosureLength { get; } = Error("enclosure-length");

    public static FeedRule EnclosureType { get; } = Error("enclosure-type");

    public static FeedRule EnclosureFormat { get; } = Advice("enclosure-format");

    public static FeedRule EnclosureMismatch { get; } = Advice("enclosure-mismatch");

    public static FeedRule EnclosureRepeated { get; } = Error("enclosure-repeated");

    public static FeedRule ItemDuration { get; } = Advice("item-duration");

    public static FeedRule Duration { get; } = Error("duration");

    public static FeedRule Episode { get; } = Error("episode");

    public static FeedRule Season { get; } = Error("season");

    public static FeedRule EpisodeType { get; } = Error("episode-type");

    public static FeedRule SerialNumber { get; } = Advice("serial-number");

    public static FeedRule Transcript { get; } = Error("transcript");

    public static FeedRule Chapters { get; } = Error("chapters");

    private static FeedRule Error(string name) => new(name, IsError: true);

    private static FeedRule Advice(string name) => new(name, IsError: false);
}
