using System.Globalization;
using System.Text;
using System.Xml;

namespace Pressrun.Providers.Sites;

/// <summary>
/// What a site says to programs: an Atom feed (RFC 4287) and a sitemap (sitemaps.org, protocol 0.9). The same pages
/// give the same bytes: no clock is asked, the newest page says when the feed changed.
/// </summary>
internal static class SiteXml
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    /// <summary>
    /// The feed. Readers know a page by its address; one without a date, which Atom demands, has the first of 1970.
    /// </summary>
    public static byte[] Feed(SiteRequest site) => Write(site, xml =>
    {
        xml.WriteStartElement("feed", Atom);
        xml.WriteAttributeString("xml", "lang", ns: null, site.Language);
        xml.WriteElementString("id", Atom, site.AddressOf(SiteRequest.Index));
        xml.WriteElementString("title", Atom, site.Title);
        if (site.Description.Length > 0)
        {
            xml.WriteElementString("subtitle", Atom, site.Description);
        }

        xml.WriteElementString("updated", Atom, Moment(site.Pages.Max(page => page.Date)));
        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", Atom, site.Title);
        xml.WriteEndElement();
        Link(xml, "self", site.AddressOf(SiteRequest.Feed));
        Link(xml, "alternate", site.AddressOf(SiteRequest.Index));
        foreach (var page in site.Pages)
        {
            xml.WriteStartElement("entry", Atom);
            xml.WriteElementString("id", Atom, site.AddressOf(page.Path));
            xml.WriteElementString("title", Atom, page.Title);
            xml.WriteElementString("updated", Atom, Moment(page.Date));
            Link(xml, "alternate", site.AddressOf(page.Path));
            // Atom wants a summary where there is no content; without a type it is text, never markup.
            xml.WriteElementString("summary", Atom, page.Summary.Length > 0 ? page.Summary : page.Title);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });

    /// <summary>The sitemap: the index, then the pages.</summary>
    public static byte[] Map(SiteRequest site) => Write(site, xml =>
    {
        xml.WriteStartElement("urlset", Sitemap);
        foreach (var (file, date) in site.Pages.Select(page => (page.Path, page.Date))
            .Prepend((SiteRequest.Index, site.Pages.Max(page => page.Date))))
        {
            xml.WriteStartElement("url", Sitemap);
            xml.WriteElementString("loc", Sitemap, site.AddressOf(file));
            if (date is { } day)
            {
                xml.WriteElementString("lastmod", Sitemap, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });

    private static byte[] Write(SiteRequest site, Action<XmlWriter> elements)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartDocument();
            if (site.Comment.Length > 0)
            {
                xml.WriteComment($" {site.Comment} ");
            }

            elements(xml);
            xml.WriteEndDocument();
        }

        return bytes.ToArray();
    }

    private static void Link(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Moment(DateTimeOffset? date) => (date ?? DateTimeOffset.UnixEpoch)
        .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
