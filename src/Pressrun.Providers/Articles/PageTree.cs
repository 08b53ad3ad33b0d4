using AngleSharp.Dom;

namespace Pressrun.Providers.Articles;

/// <summary>Grows our own tree from the parsed page: what a reader could see of it, and nothing else.</summary>
internal static class PageTree
{
    /// <returns>The root, with the body of the page in it.</returns>
    public static Node Of(IDocument page)
    {
        var root = Node.OfElement("html");
        if (page.Body is { } body)
        {
            root.Append(Grow(body));
        }

        LineBreaks.MakeParagraphs(root);
        return root;
    }

    // As deep as the parser lets a page nest, which it limits.
    private static Node Grow(IElement source)
    {
        var node = Node.OfElement(NameOf(source), source);
        foreach (var child in source.ChildNodes)
        {
            if (child is IText text)
            {
                node.Append(Node.OfText(text.Data));
            }
            else if (child is IElement element && !Tags.Unread.Contains(element.LocalName) && IsVisible(element))
            {
                node.Append(Grow(element));
            }
        }

        return node;
    }

    // Font is the span of old pages: it says nothing about the text.
    private static string NameOf(IElement source) => source.LocalName == "font" ? "span" : source.LocalName;

    private static bool IsVisible(IElement element) =>
        !element.HasAttribute("hidden")
            && (element.GetAttribute("aria-hidden") != "true"
                || element.ClassName?.Contains("fallback-image", StringComparison.Ordinal) == true)
            && (element.GetAttribute("aria-modal") != "true" || element.GetAttribute("role") != "dialog")
            && !Hides(element.GetAttribute("style"));

    private static bool Hides(string? style) =>
        style is { Length: < 10_000 } && style.Split(';').Any(declaration =>
            declaration.Split(':') is [var property, var value]
                && (property.Trim().ToUpperInvariant(), FirstWord(value)) is
                    ("DISPLAY", "NONE") or ("VISIBILITY", "HIDDEN"));

    private static string FirstWord(string value) => value.Trim().Split(' ', '!')[0].ToUpperInvariant();
}
