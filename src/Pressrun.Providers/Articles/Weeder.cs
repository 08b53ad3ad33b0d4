namespace Pressrun.Providers.Articles;

/// <summary>Before scoring: drops furniture, and makes paragraphs of the divs that are ones.</summary>
/// <param name="strictness">Which filters are on.</param>
/// <param name="title">The title of the article; a heading that repeats it is dropped once.</param>
/// <param name="findsByline">The page's metadata names no author, so that the body is asked.</param>
internal sealed class Weeder(Strictness strictness, string title, bool findsByline)
{
    private const int BylineMax = 100;

    private static readonly HashSet<string> UnlikelyRoles =
        ["menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog"];

    private readonly List<Node> _paragraphs = [];
    private bool _isTitleDropped;

    /// <summary>What the page says about its author, taken out of the text; null if it says nothing.</summary>
    public string? Byline { get; private set; }

    /// <returns>In document order, the elements that may be paragraphs of the article.</returns>
    public IReadOnlyList<Node> Weed(Node root)
    {
        for (var node = root; node is not null;)
        {
            if (node.IsElement && node.Parent is not null)
            {
                if (IsWeed(node))
                {
                    var next = node.After(root);
                    node.Remove();
                    node = next;
                    continue;
                }

                node = Shape(node);
            }

            node = node.Following(root);
        }

        return _paragraphs;
    }

    private bool IsWeed(Node node) =>
        IsByline(node)
            || RepeatsTitle(node)
            || (strictness.DropsUnlikely && IsUnlikely(node))
            || (Tags.Hollow.Contains(node.Name) && IsHollow(node));

    private bool IsByline(Node node)
    {
        if (!findsByline || Byline is not null || node.Length is 0 or >= BylineMax
            || !(node.Attribute("rel") == "author"
                || node.Attribute("itemprop").Contains("author", StringComparison.Ordinal)
                || Labels.NameTheAuthor(node.Label)))
        {
            return false;
        }

        var name = node.Descendants.FirstOrDefault(below => below.Attribute("itemprop") == "name") ?? node;
        Byline = name.Line;
        return true;
    }

    private bool RepeatsTitle(Node node)
    {
        if (_isTitleDropped || node.Name is not ("h1" or "h2"))
        {
            return false;
        }

        return _isTitleDropped = Similarity.Of(title, node.Line) > 0.75;
    }

    private static bool IsUnlikely(Node node) =>
        (Labels.AreUnlikely(node.Label) && node.Name is not ("body" or "a")
            && !node.Ancestors.Take(4).Any(above => above.Name is "table" or "code"))
        || UnlikelyRoles.Contains(node.Attribute("role"));

    private static bool IsHollow(Node node) =>
        node.Tally.Solid == 0 && node.Elements.All(child => child.Name is "br" or "hr");

    // The node itself, or what took its place.
    private Node Shape(Node node)
    {
        if (Tags.Scored.Contains(node.Name))
        {
            _paragraphs.Add(node);
        }

        if (node.Name != "div")
        {
            return node;
        }

        GatherLines(node);
        if (OnlyParagraph(node) is { } only && node.LinkDensity < 0.25 && !Labels.AreForSharing(node.Label))
        {
            node.ReplaceWith(only);
            _paragraphs.Add(only);
            return only;
        }

        if (!node.Tally.HasBlocks)
        {
            node.Rename("p");
            _paragraphs.Add(node);
        }

        return node;
    }

    /// <summary>Wraps every run of inline nodes in a paragraph.</summary>
    private static void GatherLines(Node node)
    {
        for (var child = node.First; child is not null;)
        {
            if (!LineBreaks.IsInline(child))
            {
                child = child.Next;
                continue;
            }

            var paragraph = Node.OfElement("p");
            node.Insert(paragraph, child);
            while (paragraph.Next is { } line && LineBreaks.IsInline(line))
            {
                paragraph.Append(line);
            }

            child = paragraph.Next;
            Trim(paragraph);
        }
    }

    private static void Trim(Node paragraph)
    {
        while (paragraph.First is { } first && LineBreaks.IsBlank(first))
        {
            first.Remove();
        }

        while (paragraph.Last is { } last && LineBreaks.IsBlank(last))
        {
            last.Remove();
        }

        if (paragraph.First is null)
        {
            paragraph.Remove();
        }
    }

    private static Node? OnlyParagraph(Node node) =>
        node.Elements.Take(2).ToList() is [{ Name: "p" } only]
            && node.Children.All(child => child.IsElement || LineBreaks.IsBlank(child))
            ? only
            : null;
}
