namespace Pressrun.Providers.Articles;

/// <summary>Two line breaks in a row are how pages without paragraphs make them.</summary>
internal static class LineBreaks
{
    public static void MakeParagraphs(Node root)
    {
        foreach (var line in root.Descendants.Where(node => node.Name == "br").ToList())
        {
            if (line.Parent is { } parent && RemoveBreaksAfter(line))
            {
                var paragraph = Node.OfElement("p");
                line.ReplaceWith(paragraph);
                Fill(paragraph);
                if (parent.Name == "p")
                {
                    parent.Rename("div");
                }
            }
        }
    }

    /// <summary>Whether only space stands in this node or it breaks a line.</summary>
    public static bool IsBlank(Node node) => node.IsElement ? node.Name == "br" : node.Tally.Solid == 0;

    public static bool IsInline(Node node) =>
        Tags.Inline.Contains(node.Name) || (Tags.InlineAround.Contains(node.Name) && node.Children.All(IsInline));

    private static bool RemoveBreaksAfter(Node line)
    {
        var found = false;
        while (Solid(line.Next) is { Name: "br" } another)
        {
            another.Remove();
            found = true;
        }

        return found;
    }

    private static void Fill(Node paragraph)
    {
        while (paragraph.Next is { } next && IsInline(next)
            && !(next.Name == "br" && Solid(next.Next) is { Name: "br" }))
        {
            paragraph.Append(next);
        }

        while (paragraph.Last is { } last && IsBlank(last))
        {
            last.Remove();
        }
    }

    private static Node? Solid(Node? node)
    {
        while (node is { IsElement: false, Tally.Solid: 0 })
        {
            node = node.Next;
        }

        return node;
    }
}
