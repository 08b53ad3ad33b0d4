namespace Pressrun.Providers.Feeds;

/// <summary>
/// An episode as the feed describes it. Texts are plain: markup in them stays text. Addresses are http or https, or
/// relative to the channel's link.
/// </summary>
/// <param name="Guid">The episode's lasting name, unique in the feed; players know by it what was heard.</param>
/// <param name="Title">The episode's title.</param>
/// <param name="EnclosureUrl">Where the sound lies; never used for other sound later.</param>
/// <param name="Bytes">The sound's size in bytes, above 0.</param>
/// <param name="MediaType">The sound's media type, such as <c>audio/mpeg</c>.</param>
/// <param name="Duration">How long it plays; written in whole seconds.</param>
public sealed record FeedEpisode(
    string Guid, string Title, string EnclosureUrl, long Bytes, string MediaType, TimeSpan Duration)
{
    /// <summary>
    /// What the episode is about; cut at 4,000 bytes. <value>The default is nothing: left out.</value>
    /// </summary>
    public string Description { get; init; } = "";

    /// <summary>
    /// The episode's page or source, also named under its description; left out if it is no web address, because it
    /// comes from strangers' pages. <value>The default is none.</value>
    /// </summary>
    public string? Link { get; init; }

    /// <summary>When it was published; written in UTC. <value>The default is unknown: left out.</value></summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>Its number in the show, from 1. <value>The default is none.</value></summary>
    public int? Number { get; init; }

    /// <summary>Whether it is not for children. <value>The default is no.</value></summary>
    public bool IsExplicit { get; init; }

    /// <summary>Its words as .vtt, .srt, .html, .json or plain text. <value>The default is none.</value></summary>
    public string? TranscriptUrl { get; init; }

    /// <summary>Its chapters as JSON of the podcast namespace. <value>The default is none.</value></summary>
    public string? ChaptersUrl { get; init; }
}
