namespace Pressrun.Providers.Feeds;

/// <summary>
/// A podcast as its feed describes it. Texts are plain: markup in them stays text. Addresses are http or https, or
/// relative to <see cref="Link"/>.
/// </summary>
/// <param name="Title">The show's name.</param>
/// <param name="Link">The show's page: an absolute http or https address.</param>
/// <param name="Description">What the show is about; cut at 4,000 bytes.</param>
/// <param name="Language">The language spoken, such as <c>en</c> or <c>en-us</c> (RFC 5646).</param>
public sealed record FeedChannel(string Title, string Link, string Description, string Language)
{
    /// <summary>Who makes the show. <value>The default is nobody: left out.</value></summary>
    public string? Author { get; init; }

    /// <summary>Who owns the feed. <value>The default is nobody: left out.</value></summary>
    public string? OwnerName { get; init; }

    /// <summary>
    /// Where directories ask who owns the feed; anyone can read it there. <value>The default is none.</value>
    /// </summary>
    public string? OwnerEmail { get; init; }

    /// <summary>Whether the show is not for children. <value>The default is no.</value></summary>
    public bool IsExplicit { get; init; }

    /// <summary><c>episodic</c> or <c>serial</c>. <value>The default is episodic.</value></summary>
    public string Type { get; init; } = "episodic";

    /// <summary>
    /// The cover: square, 1,400 to 3,000 pixels, JPEG or PNG. <value>The default is none.</value>
    /// </summary>
    public string? ImageUrl { get; init; }

    /// <summary>
    /// One of Apple's categories, such as <c>Society &amp; Culture</c>. <value>The default is none.</value>
    /// </summary>
    public string? Category { get; init; }

    /// <summary>One of that category's own, such as <c>Documentary</c>. <value>The default is none.</value></summary>
    public string? Subcategory { get; init; }

    /// <summary>
    /// Where the feed itself will be found. The show's lasting <c>podcast:guid</c> is made from it.
    /// <value>The default is unknown: both are left out.</value>
    /// </summary>
    public string? FeedUrl { get; init; }

    /// <summary>Who holds the rights. <value>The default is left out.</value></summary>
    public string? Copyright { get; init; }

    /// <summary>A note at the top of the file for whoever opens it. <value>The default is none.</value></summary>
    public string? Comment { get; init; }
}
