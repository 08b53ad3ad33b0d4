namespace Pressrun.Providers.Articles;

/// <summary>Finds the part of the page that holds the article, by where its paragraphs stand.</summary>
/// <remarks>The weights are those of Readability, the published heuristic.</remarks>
internal sealed class Scorer(Strictness strictness)
{
    // Shorter texts are captions and labels: they vote for nothing.
    private const int ParagraphMin = 25;
    private const int AncestorsMax = 5;
    private const int RivalsMax = 5;

    /// <summary>This many rivals below one ancestor say that the ancestor is meant.</summary>
    private const int RivalsThatAgree = 3;

    private static readonly HashSet<string> Kept = ["div", "article", "section", "p", "ol", "ul"];

    /// <returns>A part of its own that holds the article, taken out of the page.</returns>
    public Node Find(Node body, IReadOnlyList<Node> paragraphs)
    {
        var candidates = Score(paragraphs);
        var best = candidates.Count == 0 || candidates[0] == body ? Whole(body) : Climb(candidates, body);
        return Join(best);
    }

    private List<Node> Score(IReadOnlyList<Node> paragraphs)
    {
        List<Node> candidates = [];
        foreach (var paragraph in paragraphs.Where(node => node.Parent is not null && node.Length >= ParagraphMin))
        {
            var score = 2 + paragraph.Tally.Commas + Math.Min(paragraph.Length / 100, 3);
            foreach (var (level, ancestor) in paragraph.Ancestors.Take(AncestorsMax).Index())
            {
                if (ancestor.Parent is null)
                {
                    break;
                }

                if (ancestor.Score is null)
                {
                    ancestor.Score = StartOf(ancestor);
                    candidates.Add(ancestor);
                }

                ancestor.Score += level == 0 ? score : score / (level == 1 ? 2d : level * 3d);
            }
        }

        foreach (var candidate in candidates)
        {
            candidate.Score *= 1 - candidate.LinkDensity;
        }

        return [.. candidates.OrderByDescending(candidate => candidate.Score).Take(RivalsMax)];
    }

    private double StartOf(Node node) => strictness.WeightOf(node) + node.Name switch
    {
        "div" => 5,
        "pre" or "td" or "blockquote" => 3,
        "address" or "ol" or "ul" or "dl" or "dd" or "dt" or "li" or "form" => -3,
        "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "th" => -5,
        _ => 0,
    };

    // Nothing stands out: everything is the article.
    private Node Whole(Node body)
    {
        var all = Node.OfElement("div");
        while (body.First is { } child)
        {
            all.Append(child);
        }

        body.Append(all);
        all.Score = StartOf(all);
        return all;
    }

    private Node Climb(List<Node> candidates, Node body)
    {
        var best = Common(candidates, body) ?? candidates[0];
        best.Score ??= StartOf(best);

        // While the ancestors lose score slowly there may be more of the article beside.
        var last = best.Score;
        var floor = last / 3;
        for (var above = best.Parent; above is not null && above != body; above = above.Parent)
        {
            if (above.Score < floor)
            {
                break;
            }

            if (above.Score > last)
            {
                best = above;
                break;
            }

            last = above.Score ?? last;
        }

        while (best.Parent is { } only && only != body && only.Parent is not null && only.Elements.Take(2).Count() == 1)
        {
            best = only;
        }

        best.Score ??= StartOf(best);
        return best;
    }

    private static Node? Common(List<Node> candidates, Node body)
    {
        var rivals = candidates.Skip(1)
            .Where(candidate => candidate.Score >= 0.75 * candidates[0].Score)
            .Select(candidate => candidate.Ancestors.ToHashSet())
            .ToList();
        return rivals.Count < RivalsThatAgree
            ? null
            : candidates[0].Ancestors
                .TakeWhile(above => above != body)
                .FirstOrDefault(above => rivals.Count(rival => rival.Contains(above)) >= RivalsThatAgree);
    }

    private static Node Join(Node best)
    {
        var article = Node.OfElement("div");
        var threshold = Math.Max(10, (best.Score ?? 0) * 0.2);
        foreach (var sibling in best.Parent!.Elements.Where(node => Belongs(node, best, threshold)).ToList())
        {
            if (!Kept.Contains(sibling.Name))
            {
                sibling.Rename("div");
            }

            article.Append(sibling);
        }

        return article;
    }

    private static bool Belongs(Node sibling, Node best, double threshold)
    {
        if (sibling == best)
        {
            return true;
        }

        var bonus = best.Attribute("class") is { Length: > 0 } name && sibling.Attribute("class") == name
            ? best.Score * 0.2
            : 0;
        return sibling.Score + bonus >= threshold || (sibling.Name == "p" && IsSentence(sibling));
    }

    private static bool IsSentence(Node paragraph) =>
        paragraph.Length > 80
            ? paragraph.LinkDensity < 0.25
            : paragraph.Length > 0 && paragraph.Tally.LinkLength == 0 && EndsSentence(paragraph);

    private static bool EndsSentence(Node paragraph)
    {
        var text = paragraph.Line;
        return text.EndsWith('.') || text.Contains(". ", StringComparison.Ordinal);
    }
}
