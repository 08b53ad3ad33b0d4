using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Pressrun.Providers.Pages;

/// <summary>Takes out of a parsed text the links and images that may not stay; what they say stays.</summary>
internal static class SafeLinks
{
    /// <summary>Goes through the whole tree.</summary>
    public static void Hold(MarkdownDocument document, PageKind kind)
    {
        foreach (var block in document.Descendants<LeafBlock>())
        {
            if (block.Inline is { } inline)
            {
                Hold(inline, kind, isInLink: false);
            }
        }
    }

    // The parser limits the depth of its tree, and with it that of this recursion.
    private static void Hold(ContainerInline parent, PageKind kind, bool isInLink)
    {
        for (var child = parent.FirstChild; child is not null;)
        {
            var next = child.NextSibling;
            switch (child)
            {
                case LinkInline { IsImage: true } image:
                    image.Url = LinkRule.Image(image.Url, kind);
                    Hold(Kept(image, image.Url is not null), kind, isInLink);
                    break;
                case LinkInline link:
                    // A link within a link is none to a browser, and XHTML forbids it.
                    link.Url = isInLink ? null : LinkRule.Link(link.Url, kind);
                    Hold(Kept(link, link.Url is not null), kind, isInLink || link.Url is not null);
                    break;
                case AutolinkInline link:
                    Hold(link, kind, isInLink);
                    break;
                case ContainerInline container:
                    Hold(container, kind, isInLink);
                    break;
                default:
                    break;
            }

            child = next;
        }
    }

    private static ContainerInline Kept(LinkInline link, bool isKept)
    {
        if (isKept)
        {
            Mark(link, link.IsImage);
            return link;
        }

        var words = new ContainerInline();
        link.ReplaceBy(words, copyChildren: true);
        return words;
    }

    private static void Hold(AutolinkInline link, PageKind kind, bool isInLink)
    {
        var address = link.IsEmail ? $"mailto:{link.Url}" : link.Url;
        if (!isInLink && LinkRule.Link(address, kind) is not null)
        {
            Mark(link, isImage: false);
        }
        else
        {
            link.ReplaceBy(new LiteralInline(link.Url), copyChildren: false);
        }
    }

    private static void Mark(MarkdownObject link, bool isImage)
    {
        if (!isImage)
        {
            link.GetAttributes().AddProperty("rel", "nofollow noopener");
        }
    }
}
