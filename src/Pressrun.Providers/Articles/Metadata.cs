using System.Globalization;
using System.Net;
using AngleSharp.Dom;

namespace Pressrun.Providers.Articles;

/// <summary>What a page says about its article: in JSON-LD, else in Dublin Core, Open Graph and the rest.</summary>
internal sealed class Metadata
{
    private const int TitleMax = 500;
    private const int NameMax = 200;
    private const int ExcerptMax = 1000;

    private static readonly string[] Titles =
    [
        "dc:title", "dcterm:title", "dcterms:title", "og:title", "weibo:article:title", "weibo:webpage:title", "title",
        "twitter:title", "parsely-title",
    ];

    private static readonly string[] Authors =
        ["dc:creator", "dcterm:creator", "dcterms:creator", "author", "parsely-author", "article:author"];

    private static readonly string[] Descriptions =
    [
        "dc:description", "dcterm:description", "dcterms:description", "og:description", "weibo:article:description",
        "weibo:webpage:description", "description", "twitter:description",
    ];

    private static readonly string[] Dates =
    [
        "article:published_time", "parsely-pub-date", "dc:date", "dcterms:created", "dcterms:issued", "date",
        "citation_publication_date",
    ];

    private readonly Dictionary<string, string> _named = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkedArticle _linked;

    public Metadata(IDocument page, Uri? address)
    {
        foreach (var meta in page.QuerySelectorAll("meta[content]"))
        {
            Note(meta);
        }

        var ownTitle = TitleRule.Of(page);
        _linked = LinkedArticle.Of(page, ownTitle);
        SiteName = CleanText.Line(Decoded(_linked.Publisher) ?? First(["og:site_name"]), NameMax);
        Title = TitleRule.WithoutSite(
            CleanText.Line(Decoded(_linked.Headline) ?? First(Titles) ?? ownTitle, TitleMax) ?? "",
            SiteName);
        Byline = CleanText.Line(
            Decoded(_linked.Author) ?? First(Authors.Where(name => !IsAddress(_named.GetValueOrDefault(name)))),
            NameMax);
        Excerpt = CleanText.Line(Decoded(_linked.Description) ?? First(Descriptions), ExcerptMax);
        Published = Dates.Select(name => Moment(First([name])))
            .Prepend(Moment(_linked.Published))
            .FirstOrDefault(date => date is not null);
        Language = LanguageOf(page);
        Address = PageAddress.Of(page, First(["og:url"]), address);
        IsPaywalled = _linked.IsPaywalled
            || First(["article:content_tier"])?.ToUpperInvariant() is "LOCKED" or "METERED";
    }

    /// <summary>Empty if the page names none.</summary>
    public string Title { get; }

    public string? Byline { get; }

    public string? Excerpt { get; }

    public string? SiteName { get; }

    public DateTimeOffset? Published { get; }

    public string? Language { get; }

    public string? Address { get; }

    public bool IsPaywalled { get; }

    /// <summary>The text of the article, where the page carries it as data.</summary>
    public string? Body => _linked.Body;

    private void Note(IElement meta)
    {
        var content = (meta.GetAttribute("content") ?? "").Trim();
        var names = meta.GetAttribute("property") ?? meta.GetAttribute("name");
        if (content.Length == 0 || names is null or { Length: > NameMax })
        {
            return;
        }

        foreach (var name in names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            _named[name.Replace('.', ':')] = content;
        }
    }

    private string? First(IEnumerable<string> names) =>
        names.Select(name => Decoded(_named.GetValueOrDefault(name))).FirstOrDefault(value => value is not null);

    // Pages escape their metadata twice now and then.
    private static string? Decoded(string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : WebUtility.HtmlDecode(value);

    private static bool IsAddress(string? value) => Uri.TryCreate(value, UriKind.Absolute, out var address)
        && address.Scheme.StartsWith("http", StringComparison.Ordinal);

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;

    private string? LanguageOf(IDocument page)
    {
        string?[] claims =
        [
            page.DocumentElement?.GetAttribute("lang"),
            page.DocumentElement?.GetAttribute("xml:lang"),
            _linked.Language,
            page.QuerySelector("meta[http-equiv='content-language' i]")?.GetAttribute("content"),
            First(["og:locale", "dc:language", "dcterms:language"]),
        ];
        return claims.Select(claim => claim?.Trim().Replace('_', '-')).FirstOrDefault(IsTag);
    }

    private static bool IsTag(string? text) =>
        text is { Length: >= 2 and <= 35 }
            && text.Split('-') is [{ Length: >= 2 and <= 8 } primary, ..]
            && primary.All(char.IsAsciiLetter)
            && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
}
