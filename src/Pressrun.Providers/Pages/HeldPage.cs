using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using Pressrun.Providers.Articles;

namespace Pressrun.Providers.Pages;

/// <summary>
/// A page that a template has made of strangers' texts, on its way to readers: what runs, what leads where
/// <see cref="LinkRule"/> forbids, and in a mail what is loaded from elsewhere, is taken out; its words stay. Told by
/// what is allowed. A page that holds nothing of that kind comes out as it went in, to the byte.
/// </summary>
internal sealed class HeldPage
{
    private const string Html = "http://www.w3.org/1999/xhtml";

    // Their content is no text for a reader, or is drawn by rules of its own.
    private static readonly FrozenSet<string> Gone = Set(
        "applet base canvas embed frame frameset iframe input math noembed noframes noscript object plaintext "
        + "portal script select svg template textarea xmp");

    private static readonly FrozenSet<string> Elements = Set(
        "a abbr address article aside audio b bdi bdo big blockquote body br caption center cite code col colgroup "
        + "dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 head header hgroup hr html "
        + "i img ins kbd li link main mark meta nav ol p picture pre q rp rt ruby s samp search section small source "
        + "span strike strong style sub summary sup table tbody td tfoot th thead time title tr track tt u ul var "
        + "video wbr");

    private static readonly FrozenSet<string> Attributes = Set(
        "abbr align alt bgcolor border cellpadding cellspacing charset class color cols colspan content controls "
        + "datetime dir face headers height hidden hreflang id itemprop itemscope itemtype kind label lang loading "
        + "loop media muted name open property rel reversed role rows rowspan scope size sizes span srclang start "
        + "style summary tabindex target title translate type valign value version width xml:lang xmlns");

    private static readonly FrozenSet<string> Links = Set("href cite");
    private static readonly FrozenSet<string> Loads = Set("src poster background");

    // `refresh` leads elsewhere by itself.
    private static readonly FrozenSet<string> Headers = Set(
        "content-type content-language content-security-policy x-ua-compatible");

    private static readonly FrozenSet<string> Relations = Set(
        "alternate author canonical help icon license next prev search stylesheet");

    private readonly PageKind _kind;
    private bool _isChanged;

    private HeldPage(PageKind kind) => _kind = kind;

    /// <summary>The page as it may be read; the same string where nothing had to go.</summary>
    /// <param name="html">A whole page or a fragment.</param>
    /// <param name="kind">Where it is read.</param>
    public static string Of(string html, PageKind kind)
    {
        var held = new HeldPage(kind);
        var within = new PageBounds().Within(html);
        using var document = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(within);
        foreach (var comment in document.Descendants<IComment>().ToList())
        {
            // Some mail programs read what stands in a comment.
            held.Remove(comment);
        }

        foreach (var element in document.All.ToList())
        {
            held.Hold(element);
        }

        return held._isChanged || within.Length != html.Length ? Write(document) : html;
    }

    private static string Write(IDocument document)
    {
        using var text = new StringWriter(new StringBuilder());
        document.ToHtml(text, HtmlMarkupFormatter.Instance);
        return text.ToString();
    }

    private void Hold(IElement element)
    {
        var name = element.LocalName;
        if (element.NamespaceUri != Html || Gone.Contains(name) || IsUnheld(element, name))
        {
            Remove(element);
        }
        else if (!Elements.Contains(name) || (name is "img" && !Keeps(element, "src")))
        {
            // What it says to a reader stays.
            Unwrap(element);
        }
        else
        {
            foreach (var attribute in element.Attributes.ToList())
            {
                Hold(element, attribute);
            }
        }
    }

    private bool IsUnheld(IElement element, string name) => name switch
    {
        "meta" => element.GetAttribute("http-equiv") is { } header
            && !Headers.Contains(header.Trim().ToLowerInvariant()),
        "link" => _kind == PageKind.Mail || !Words(element.GetAttribute("rel")).All(Relations.Contains)
            || (Words(element.GetAttribute("rel")).Contains("stylesheet") && !IsBeside(element.GetAttribute("href"))),
        "style" => StyleRule.IsRefused(element.TextContent, _kind),
        "audio" or "video" or "source" or "track" or "picture" => _kind == PageKind.Mail,
        _ => false,
    };

    private void Hold(IElement element, IAttr attribute)
    {
        var (name, value) = (attribute.Name, attribute.Value);
        var kept = attribute.NamespaceUri is { Length: > 0 } && name != "xml:lang" ? null
            : Links.Contains(name) ? LinkRule.Link(value.Trim(), _kind)
            : Loads.Contains(name) ? LinkRule.Image(value.Trim(), _kind)
            : name == "style" ? StyleRule.IsRefused(value, _kind) ? null : value
            : name == "http-equiv" || name.StartsWith("aria-", StringComparison.Ordinal)
                || name.StartsWith("data-", StringComparison.Ordinal) || Attributes.Contains(name) ? value
            : null;
        if (kept is null)
        {
            element.RemoveAttribute(attribute.NamespaceUri, attribute.LocalName);
            _isChanged = true;
        }
        else if (kept != value && new Uri(kept, UriKind.RelativeOrAbsolute) != SameOrNull(value))
        {
            element.SetAttribute(name, kept);
            _isChanged = true;
        }
    }

    // The same address written otherwise is no reason to write a page anew.
    private static Uri? SameOrNull(string value) =>
        value.Length == value.Trim().Length && Uri.TryCreate(value, UriKind.RelativeOrAbsolute, out var same)
            ? same
            : null;

    private bool Keeps(IElement element, string attribute) =>
        LinkRule.Image(element.GetAttribute(attribute)?.Trim(), _kind) is not null;

    private static bool IsBeside(string? address) => LinkRule.Link(address?.Trim(), PageKind.Site) is { } kept
        && !Uri.TryCreate(kept, UriKind.Absolute, out _);

    private static string[] Words(string? text) =>
        (text ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private void Remove(INode node)
    {
        node.Parent?.RemoveChild(node);
        _isChanged = true;
    }

    private void Unwrap(IElement element)
    {
        _isChanged = true;
        if (element.Parent is not { } parent)
        {
            return;
        }

        if (element.GetAttribute("alt") is { Length: > 0 } words)
        {
            parent.InsertBefore(element.Owner!.CreateTextNode(words), element);
        }

        while (element.FirstChild is { } child)
        {
            parent.InsertBefore(child, element);
        }

        parent.RemoveChild(element);
    }

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
