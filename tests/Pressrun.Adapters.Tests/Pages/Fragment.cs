using System.Xml;
using System.Xml.Linq;
using Pressrun.Providers.Pages;

namespace Pressrun.Adapters.Tests.Pages;

/// <summary>A rendered text, read as a browser's strictest reader would.</summary>
internal static class Fragment
{
    private static readonly string[] Allowed =
    [
        "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "img", "em", "strong", "code", "pre", "ul", "ol", "li",
        "blockquote", "hr", "br", "table", "thead", "tbody", "tr", "th", "td",
    ];

    private static readonly string[] Attributes = ["href", "rel", "src", "alt", "title", "class", "style", "start"];

    /// <summary>Renders, and fails unless the fragment is well-formed and holds nothing but text.</summary>
    public static XElement Render(string markdown, PageKind kind = PageKind.Site)
    {
        var html = MarkdownHtml.Render(markdown, kind);
        var root = Parse($"<div>{html}</div>");
        foreach (var element in root.DescendantsAndSelf())
        {
            Assert.Contains(element.Name.LocalName, Allowed);
            foreach (var attribute in element.Attributes())
            {
                Assert.Contains(attribute.Name.LocalName, Attributes);
                Assert.True(attribute.Name != "style" || attribute.Value.StartsWith("text-align: ", Ordinal), html);
            }
        }

        foreach (var (name, address) in Addresses(root))
        {
            // Read as kindly as a browser does: without control characters, whatever their case.
            var plain = string.Concat(address.Where(letter => letter > ' ')).ToLowerInvariant();
            var scheme = plain.Split('/', '?', '#')[0].Contains(':', Ordinal) ? plain.Split(':')[0] : "";
            Assert.True(scheme is "" or "http" or "https" || (name == "href" && scheme == "mailto"), plain);
            Assert.False(plain.StartsWith("//", Ordinal) || plain.Contains('\\', Ordinal), plain);
            Assert.True(kind == PageKind.Site || scheme != "", plain);
        }

        Assert.True(kind == PageKind.Site || !root.Descendants("img").Any(), html);
        Assert.DoesNotContain(root.Descendants("a"), link => link.Ancestors("a").Any());
        Assert.All(root.Descendants("a"), link => Assert.Equal("nofollow noopener", (string?)link.Attribute("rel")));
        return root;
    }

    public static IEnumerable<(string Name, string Value)> Addresses(XElement root) =>
        root.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src")
            .Select(attribute => (attribute.Name.LocalName, attribute.Value));

    public static XElement Parse(string xml)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore };
        using var reader = XmlReader.Create(new StringReader(xml), settings);
        return XElement.Load(reader);
    }

    private static StringComparison Ordinal => StringComparison.Ordinal;
}
